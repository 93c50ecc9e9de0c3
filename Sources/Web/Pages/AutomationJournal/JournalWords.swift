import Automation
import CRM
import Kernel

/// Lines of the journals as people read them.
struct JournalWords {
    enum Tab: CaseIterable {
        case journal, planned
    }

    struct Look {
        let icon: Icon
        let tone: Tone
        let title: Text
    }

    let names: JournalNames
    let writer: DateWriter
    let now: Timestamp
    var language: Language { writer.language }

    func tabs(current: Tab) -> [HTML] {
        let segments = Tab.allCases.map { tab in
            TabItem(
                (tab == .journal ? AutomationJournalTexts.journalTab : AutomationJournalTexts.plannedTab)[language],
                to: AutomationJournalPage.address + (tab == .journal ? "" : "/planned"), isCurrent: tab == current)
        }
        return [
            .segments(segments, label: AutomationJournalTexts.title[language]),
            .linkButton(AutomationHealthTexts.title[language], to: AutomationHealthPage.address, icon: .listChecks),
        ]
    }

    func look(_ kind: JournalKind) -> Look {
        let (icon, tone): (Icon, Tone) =
            switch kind {
            case .done, .delivered, .triggerApplied: (.circleCheck, .success)
            case .failed, .undelivered, .held: (.circleAlert, .danger)
            case .planned, .replanned, .waiting, .waitBegan: (.timer, .accent)
            case .skipped, .triggerDeclined, .deliveryCancelled, .runCancelled, .runLeft: (.arrowRight, .neutral)
            case .retried, .passed, .released, .stageRestarted, .runMigrated, .processStarted, .processRefused: (.user, .warning)
            case .stageEntered, .runStarted, .runEnded, .resumed, .branchTaken, .loopEnded, .waitEnded, .deliveredLate, .deliveryNoted: (.circleDot, .neutral)
            }
        return Look(icon: icon, tone: tone, title: AutomationJournalTexts.kind(kind))
    }

    func moment(_ moment: Timestamp) -> HTML {
        "<time class=\"nowrap\" title=\"\(writer.dateTime(moment))\">\(writer.moment(moment, now: now))</time>"
    }

    func item(_ id: DocumentID) -> HTML {
        """
        <a class="table-title" href="\(url: id.cardAddress + "?tab=robots")" data-slideover>\(names.titles[id] ?? "№ \(id.id)")</a>
        """
    }

    func stage(_ line: PortalJournalEntry) -> HTML {
        let entered = [.stageEntered, .stageRestarted].contains(line.entry.kind) ? line.entry.node : nil
        return stage(line.stage ?? entered ?? line.entry.data["stage"]?.string, of: line.pipeline, process: line.process)
    }

    /// - Parameter process: what it is called when it is no stage.
    func stage(_ code: String?, of pipeline: String?, process: String? = nil) -> HTML {
        if let process { return "<span class=\"row tight\">\(.icon(.workflow, size: .small))\(process)</span>" }
        guard let code else { return HTML() }
        let found = names.stage(code, of: pipeline) ?? names.pipelines.all.lazy.compactMap { $0[code] }.first
        return .stageTag(found?.name[language] ?? code, color: StageColor(found?.color ?? ""))
    }

    /// The state as a badge and what it is about.
    func what(_ line: PortalJournalEntry) -> HTML {
        let look = look(line.entry.kind)
        let title: HTML? = line.title.map { title in
            guard let node = line.entry.node else { return "\(title)" }
            return "<a class=\"link\" href=\"\(url: "\(AutomationJournalPage.address)?robot=\(percentEncoded(node))")\">\(title)</a>"
        }
        return "<span class=\"row tight\">\(.badge(look.title[language], tone: look.tone, icon: look.icon))\(title)</span>\(due(line))"
    }

    func sentence(_ line: PortalJournalEntry) -> HTML {
        "\(look(line.entry.kind).title, language)\(ifLet: line.title, { ": \($0)" })"
    }

    private func due(_ line: PortalJournalEntry) -> HTML? {
        guard [.planned, .replanned, .waitBegan].contains(line.entry.kind), let due = line.entry.data["due"]?.int else { return nil }
        let moment = writer.moment(Timestamp(milliseconds: due), now: now)
        let word = line.entry.kind == .waitBegan ? AutomationJournalTexts.waitsUntil : AutomationJournalTexts.plannedFor
        return "<p class=\"faint\">\(word, language) \(moment)</p>"
    }

    /// The reason and the way to its causes.
    func why(_ line: PortalJournalEntry) -> HTML {
        let address = "\(AutomationJournalPage.address)/why/\(line.entry.item.key)/\(line.entry.seq)"
        return """
            <p class="faint">\(reason(line) ?? "") <a class="link nowrap" href="\(url: address)" data-slideover="narrow">\
            \(AutomationJournalTexts.causes, language)</a></p>
            """
    }

    /// The reason with stages by their names, and who decided.
    func reason(_ line: PortalJournalEntry) -> String? {
        var parts: [String] = []
        if let reason = line.entry.reason { parts.append(naming(reason[language])) }
        // What a person did to the item is said in the reason already.
        if line.entry.kind != .stageEntered, let user = line.entry.data["user"]?.int { parts.append(names.people.name(of: UserID(user))) }
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }

    private func naming(_ sentence: String) -> String {
        names.pipelines.all.flatMap(\.stages).reduce(sentence) { sentence, stage in
            CardTexts.quotes.reduce(sentence) { sentence, quotes in
                sentence.replacing(quotes.with(["code": stage.code])[language], with: quotes.with(["code": stage.name])[language])
            }
        }
    }
}
