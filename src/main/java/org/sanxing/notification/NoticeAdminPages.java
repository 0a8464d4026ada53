package org.sanxing.notification;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.sanxing.common.Conflict;
import org.sanxing.common.Confirmation;
import org.sanxing.common.InvalidInput;
import org.sanxing.common.NavigationEntry;
import org.sanxing.common.PageLimit;
import org.sanxing.common.SetUpStep;
import org.sanxing.organization.Branch;
import org.sanxing.organization.CurrentPerson;
import org.sanxing.organization.Organization;
import org.sanxing.organization.Person;
import org.sanxing.organization.Role;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where the system administrator sets up how the organ tells people. */
@Controller
@RequestMapping("/admin/notices")
class NoticeAdminPages {

    private static final String HOME = "redirect:/admin/notices";

    private final Administrators administrators;

    private final NoticeChannels channels;

    private final KeepChannels keepChannels;

    private final KeepDeliveries deliveries;

    private final TryOutChannel tryOut;

    private final Outbox outbox;

    private final NoticeWordings wordings;

    private final NoticeFiles files;

    private final Organization organization;

    private final boolean mail;

    NoticeAdminPages(Administrators administrators, NoticeChannels channels, KeepChannels keepChannels,
            KeepDeliveries deliveries, TryOutChannel tryOut, Outbox outbox, NoticeWordings wordings, NoticeFiles files,
            Organization organization, ObjectProvider<JavaMailSender> sender) {
        this.administrators = administrators;
        this.channels = channels;
        this.keepChannels = keepChannels;
        this.deliveries = deliveries;
        this.tryOut = tryOut;
        this.outbox = outbox;
        this.wordings = wordings;
        this.files = files;
        this.organization = organization;
        this.mail = sender.getIfAvailable() != null;
    }

    @ModelAttribute
    void requireSystemAdministrator(@CurrentPerson Person me) {
        this.administrators.require(me.account());
    }

    @Bean
    static NavigationEntry channelsPlace() {
        return new NavigationEntry("channels", "/admin/notices", 70, Role.SYSTEM_ADMINISTRATOR.id());
    }

    @Bean
    static SetUpStep mailStep(ObjectProvider<JavaMailSender> sender) {
        return new SetUpStep("mail", 70, "/admin/notices", (account) -> sender.getIfAvailable() != null);
    }

    @GetMapping
    String overview(@RequestParam(required = false) @Nullable String cursor, Locale locale, Model model) {
        model.addAttribute("channels", this.channels.all().stream().map(ChannelView::of).toList());
        model.addAttribute("branchNames", branchNames());
        model.addAttribute("eventNames", this.wordings.names(locale));
        model.addAttribute("gaveUp", this.deliveries.page(PageLimit.DEFAULT, cursor));
        model.addAttribute("standing", this.outbox.standing());
        model.addAttribute("mailConfigured", this.mail);
        model.addAttribute("problems", this.files.problems().size());
        return "notification/channels";
    }

    private Map<String, String> branchNames() {
        return this.organization.branches().stream().collect(Collectors.toMap(Branch::id, Branch::name));
    }

    @GetMapping("/channels/new")
    String newChannel(Locale locale, Model model) {
        return form(null, Channel.WECOM.id(),
                new KeepChannels.Details(null, null, null, "zh", List.of(), List.of(), true), null, locale, model);
    }

    @PostMapping("/channels/new")
    String add(@CurrentPerson Person me, @RequestParam(required = false) @Nullable String kind,
            @ModelAttribute("form") KeepChannels.Details details, Locale locale, Model model,
            RedirectAttributes after) {
        try {
            NoticeChannel added = this.keepChannels.add(me.account(), kind, details);
            after.addFlashAttribute(Confirmation.ATTRIBUTE,
                    Confirmation.of("notification.channel.added", added.name()));
            return HOME + "/channels/" + added.id();
        }
        catch (InvalidInput ex) {
            NoticeSettingsPages.refused(ex, model);
            return form(null, kind, details, null, locale, model);
        }
    }

    @GetMapping("/channels/{id}")
    String channel(@PathVariable String id, Locale locale, Model model) {
        NoticeChannel channel = this.keepChannels.get(id);
        return form(channel, channel.kind().id(), new KeepChannels.Details(channel.name(), null, null,
                channel.language(), channel.events(), channel.branches(), channel.enabled()), channel.revision(),
                locale, model);
    }

    @PostMapping("/channels/{id}")
    String change(@CurrentPerson Person me, @PathVariable String id,
            @ModelAttribute("form") KeepChannels.Details details,
            @RequestParam(required = false) @Nullable Integer revision, Locale locale, Model model,
            RedirectAttributes after) {
        try {
            this.keepChannels.change(me.account(), id, details, revision);
            after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("notification.channel.changed"));
            return HOME + "/channels/" + id;
        }
        catch (InvalidInput | Conflict ex) {
            NoticeSettingsPages.refused(ex, model);
            NoticeChannel channel = this.keepChannels.get(id);
            return form(channel, channel.kind().id(), details, revision, locale, model);
        }
    }

    @PostMapping("/channels/{id}/delete")
    String remove(@CurrentPerson Person me, @PathVariable String id, RedirectAttributes after) {
        String name = this.keepChannels.get(id).name();
        this.keepChannels.remove(me.account(), id);
        after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("notification.channel.removed", name));
        return HOME;
    }

    @PostMapping("/channels/{id}/test")
    String test(@CurrentPerson Person me, @PathVariable String id, RedirectAttributes after) {
        after.addFlashAttribute("tried", this.tryOut.execute(me.account(), id));
        return HOME + "/channels/" + id;
    }

    private String form(@Nullable NoticeChannel channel, @Nullable String kind, KeepChannels.Details form,
            @Nullable Integer revision, Locale locale, Model model) {
        model.addAttribute("channel", (channel != null) ? ChannelView.of(channel) : null);
        model.addAttribute("form", form);
        model.addAttribute("kind", kind);
        model.addAttribute("revision", revision);
        model.addAttribute("kinds",
                Stream.of(Channel.values()).filter((one) -> one != Channel.MAIL).map(Channel::id).toList());
        model.addAttribute("eventNames", this.wordings.names(locale));
        model.addAttribute("branches", this.organization.branches());
        return "notification/channel";
    }

    @PostMapping("/deliveries/{id}/retry")
    String retry(@CurrentPerson Person me, @PathVariable String id, RedirectAttributes after) {
        this.deliveries.tryAgain(id, me.account());
        after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("notification.deliveries.retried"));
        return HOME;
    }

    @PostMapping("/deliveries/retry")
    String retryAll(@CurrentPerson Person me, RedirectAttributes after) {
        after.addFlashAttribute(Confirmation.ATTRIBUTE,
                Confirmation.of("notification.deliveries.retried-all", this.deliveries.tryAllAgain(me.account())));
        return HOME;
    }

    @PostMapping("/deliveries/{id}/drop")
    String drop(@CurrentPerson Person me, @PathVariable String id, RedirectAttributes after) {
        this.deliveries.drop(id, me.account());
        after.addFlashAttribute(Confirmation.ATTRIBUTE, Confirmation.of("notification.deliveries.dropped"));
        return HOME;
    }

    @GetMapping("/templates")
    String templates(Locale locale, Model model) {
        model.addAttribute("templates", this.wordings.all(locale));
        return "notification/templates";
    }

    /** The wording in force, to begin with. */
    @GetMapping("/templates/{file}.properties")
    ResponseEntity<byte[]> file(@PathVariable String file) {
        String name = file + ".properties";
        byte[] content = this.wordings.file(name).getBytes(StandardCharsets.UTF_8);
        return ResponseEntity.ok()
            .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
            .contentType(new MediaType("text", "plain", StandardCharsets.UTF_8))
            .body(content);
    }

}
