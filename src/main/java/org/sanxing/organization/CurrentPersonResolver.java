package org.sanxing.organization;

import java.security.Principal;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.sanxing.common.NotFound;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Gives a controller the person who is signed in. The person is read once a request.
 */
@Configuration(proxyBeanMethods = false)
class CurrentPersonResolver implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    private final Organization organization;

    CurrentPersonResolver(Organization organization) {
        this.organization = organization;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(CurrentPerson.class);
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
        Principal principal = request.getUserPrincipal();
        if (principal == null) {
            throw new NotFound("person");
        }
        if (request.getAttribute(CurrentPerson.ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) instanceof Person person
                && person.account().equals(principal.getName())) {
            return person;
        }
        Person person = this.organization.get(principal.getName());
        request.setAttribute(CurrentPerson.ATTRIBUTE, person, RequestAttributes.SCOPE_REQUEST);
        return person;
    }

}
