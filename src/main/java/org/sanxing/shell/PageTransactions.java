package org.sanxing.shell;

import java.io.IOException;
import java.io.PrintWriter;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;
import org.sanxing.organization.Organization;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/**
 * A page is read in one transaction, from the handler to the last line of its template:
 * what is asked for twice is read once ({@code Remembered}), and one connection serves
 * all of it. It ends before the first byte is sent, so that nobody's slow line holds a
 * connection, and is taken back before an error page is made.
 */
class PageTransactions extends OncePerRequestFilter implements HandlerInterceptor {

    private static final String RUNNING = PageTransactions.class.getName() + ".running";

    private final ObjectProvider<PlatformTransactionManager> transactions;

    private final ObjectProvider<Organization> organization;

    PageTransactions(ObjectProvider<PlatformTransactionManager> transactions,
            ObjectProvider<Organization> organization) {
        this.transactions = transactions;
        this.organization = organization;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("GET");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new EndingBefore(request, response));
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getMethod().equals("GET") && request.getDispatcherType() == DispatcherType.REQUEST
                && handler instanceof HandlerMethod method && isPage(method)) {
            this.transactions.ifAvailable((manager) -> request.setAttribute(RUNNING,
                    manager.getTransaction(new DefaultTransactionDefinition())));
            if (request.getAttribute(Organization.Member.class.getName()) instanceof Organization.Member member) {
                this.organization.ifAvailable((people) -> people.met(member));
            }
        }
        return true;
    }

    /** What is downloaded has transactions of its own, as it goes. */
    private static boolean isPage(HandlerMethod method) {
        Class<?> type = method.getReturnType().getParameterType();
        return (type == String.class || type == ModelAndView.class || type == Object.class)
                && !method.hasMethodAnnotation(ResponseBody.class)
                && !AnnotatedElementUtils.hasAnnotation(method.getBeanType(), ResponseBody.class);
    }

    @Override
    public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler,
            @Nullable Exception failure) {
        end(request, failure == null);
    }

    /** The page fails; what shows that reads for itself. */
    void giveUp(HttpServletRequest request) {
        end(request, false);
    }

    private void end(HttpServletRequest request, boolean well) {
        if (request.getAttribute(RUNNING) instanceof TransactionStatus running) {
            request.removeAttribute(RUNNING);
            // A refusal that the page itself deals with has marked it.
            if (well && !running.isRollbackOnly()) {
                this.transactions.getObject().commit(running);
            }
            else {
                this.transactions.getObject().rollback(running);
            }
        }
    }

    private final class EndingBefore extends HttpServletResponseWrapper {

        private final HttpServletRequest request;

        EndingBefore(HttpServletRequest request, HttpServletResponse response) {
            super(response);
            this.request = request;
        }

        @Override
        public PrintWriter getWriter() throws IOException {
            end(this.request, true);
            return super.getWriter();
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            end(this.request, true);
            return super.getOutputStream();
        }

        @Override
        public void flushBuffer() throws IOException {
            end(this.request, true);
            super.flushBuffer();
        }

        @Override
        public void sendRedirect(String location) throws IOException {
            end(this.request, true);
            super.sendRedirect(location);
        }

        @Override
        public void sendError(int status) throws IOException {
            end(this.request, false);
            super.sendError(status);
        }

        @Override
        public void sendError(int status, String message) throws IOException {
            end(this.request, false);
            super.sendError(status, message);
        }

    }

}
