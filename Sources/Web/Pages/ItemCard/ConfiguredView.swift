import CRM
import Kernel

/// What a program has laid out for its activity: tags, lines of text and links, buttons that open addresses.
struct ConfiguredView {
    let layout: ActivityLayout
    let badge: ActivityBadge?
    let deadline: String?

    /// Nil when nothing was laid out, or no longer in a form that is understood.
    init?(_ activity: Activity, _ timeline: CardTimeline, _ writer: DateWriter) {
        guard let configured = timeline.layouts[activity.id], let layout = try? ActivityLayout(configured.layout) else { return nil }
        self.layout = layout
        badge = configured.badge.flatMap { timeline.badges[$0] }
        deadline = activity.deadline.map(writer.dateTime)
    }

    var html: HTML {
        """
        <span class="layout">\(if: !tags.isEmpty, "<span class=\"row tight\">\(tags)</span>")\(each: layout.blocks, { "<span class=\"layout-block\">\(block($0))</span>" })\
        \(if: !layout.buttons.isEmpty, "<span class=\"row tight\">\(each: layout.buttons, button)</span>")</span>
        """
    }

    private var tags: [HTML] {
        let own = badge.map { HTML.badge("\($0.title): \($0.value)", tone: $0.tone.shown) }
        return [own].compactMap(\.self) + layout.tags.map { .badge($0.title, tone: $0.tone.shown) }
    }

    private func block(_ block: ActivityLayout.Block) -> HTML {
        switch block {
        case .text(let text, let isBold): isBold ? "<strong>\(text)</strong>" : "\(text)"
        case .large(let text): "<span class=\"layout-large\">\(text)</span>"
        case .link(let text, let address): link(text, address, "link")
        case .titled(let title, let inner): "<span class=\"muted\">\(title)</span> \(self.block(inner))"
        case .line(let blocks): "<span class=\"row tight\">\(each: blocks, { "<span>\(self.block($0))</span>" })</span>"
        case .deadline: "\(deadline ?? "—")"
        }
    }

    private func button(_ button: ActivityLayout.Button) -> HTML {
        link(button.title, button.address, button.isPrimary ? "button button-small button-primary" : "button button-small")
    }

    /// Addresses outside open beside the portal and learn nothing of it.
    private func link(_ text: String, _ address: String, _ name: String) -> HTML {
        address.hasPrefix("/")
            ? "<a class=\"\(name)\" href=\"\(url: address)\">\(text)</a>"
            : "<a class=\"\(name)\" href=\"\(url: address)\" target=\"_blank\" rel=\"noopener noreferrer\">\(text)</a>"
    }
}

extension ActivityBadge.Tone {
    fileprivate var shown: Tone {
        switch self {
        case .success: .success
        case .failure: .danger
        case .warning: .warning
        case .primary: .accent
        case .secondary: .neutral
        }
    }
}
