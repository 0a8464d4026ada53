@echo off
rem The same as mvnw, for cmd and PowerShell: with what Windows 10 and later bring, curl, certutil and tar (ADR 92).
setlocal

set "version=3.9.16"
set "sha512=831a8591fe20c8243b1dbe7d71e3244f31d1665b0804b2e825e38cbbe5ce0cafb8338851f90780735568773e0a6cd07bbec107cda0b896b008b861075358b6f6"

set "dists=%USERPROFILE%\.m2\wrapper\dists"
if defined MAVEN_USER_HOME set "dists=%MAVEN_USER_HOME%\wrapper\dists"
rem Not whatever else is called so: the tar of Git takes C: for a machine.
set "system=%SystemRoot%\System32"
set "maven="
for /f "delims=" %%m in ('dir /s /b "%dists%\mvn.cmd" 2^>nul ^| %system%\find.exe "\dists\apache-maven-%version%"') do set "maven=%%m"
if defined maven goto run

set "file=apache-maven-%version%-bin.tar.gz"
if defined MVNW_REPOURL goto fetch
>&2 echo mvnw: Maven %version% is not in %dists%.
>&2 echo mvnw: Set MVNW_REPOURL to a Maven repository (Maven Central, or the mirror of your network) and run this again,
>&2 echo mvnw: unpack %file% into %dists%, or use a Maven of your own (3.6.3 or later): mvn %*
exit /b 1

:fetch
set "work=%dists%\fetching.%RANDOM%"
mkdir "%work%"
if not exist "%work%" exit /b 1
if "%MVNW_REPOURL:~-1%"=="/" set "MVNW_REPOURL=%MVNW_REPOURL:~0,-1%"
set "address=%MVNW_REPOURL%/org/apache/maven/apache-maven/%version%/%file%"
>&2 echo mvnw: Fetching %address%
%system%\curl.exe -fsSL -o "%work%\%file%" "%address%"
if errorlevel 1 goto failed
set "found="
for /f "skip=1 delims=" %%h in ('%system%\certutil.exe -hashfile "%work%\%file%" SHA512') do if not defined found set "found=%%h"
if not defined found goto failed
set "found=%found: =%"
if /i not "%found%"=="%sha512%" goto other
%system%\tar.exe -xzf "%work%\%file%" -C "%work%"
if errorlevel 1 goto failed
if not exist "%dists%\apache-maven-%version%" move "%work%\apache-maven-%version%" "%dists%" >nul
set "maven=%dists%\apache-maven-%version%\bin\mvn.cmd"
if not exist "%maven%" goto failed
rmdir /s /q "%work%"

:run
"%maven%" %*

:other
>&2 echo mvnw: What came is not Maven %version%: its SHA-512 is %found%. Nothing was kept.
:failed
rmdir /s /q "%work%"
exit /b 1
