import Automation
import Kernel

/// Waits and lists of a process in words.
struct WaitWords {
    let cards: CardWording
    private var words: ConditionWords { cards.words }
    private var language: Language { cards.language }

    /// What is waited for: «Входящий звонок», «заполнено поле «Дата отгрузки»», «в день поля «Дата отгрузки»».
    func goal(_ rule: WaitRule) -> String {
        switch rule.goal {
        case .event(let kind, _, _): cards.model.store.catalog[trigger: kind]?.title[language] ?? kind
        case .condition(let condition): words.sentence(condition)
        case .moment(let timing): moment(timing)
        }
    }

    /// What narrows the event: its settings, its condition.
    func details(_ rule: WaitRule) -> [String] {
        guard case .event(let kind, let parameters, let condition) = rule.goal else { return [] }
        let settings = cards.detail(parameters, cards.model.store.catalog[trigger: kind]?.parameters ?? [])
        return [settings, condition.map { words.sentence($0) }].compactMap(\.self)
    }

    func deadline(_ rule: WaitRule) -> String {
        guard let deadline = rule.deadline else { return WaitTexts.forever[language] }
        return WaitTexts.atMost.with(["timing": deadline.title { words.vocabulary.title(ofField: $0) }])[language]
    }

    func list(_ list: ListSource) -> String {
        switch list {
        case .rows(let rows): WaitTexts.rows(rows)[language]
        case .values(let template):
            template.soleReference.flatMap { words.vocabulary.title(of: $0) }?[language] ?? words.vocabulary.human(template.source, language)
        }
    }

    /// A moment without its order, which the drawing shows.
    func moment(_ timing: Timing) -> String {
        var timing = timing
        timing.afterPrevious = false
        return timing.title { words.vocabulary.title(ofField: $0) }[language]
    }
}
