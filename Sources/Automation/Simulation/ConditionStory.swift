import Kernel

/// How a condition came to hold or not, as people read it: every comparison with the value that was found.
package indirect enum ConditionStory: Sendable, Hashable {
    case all([ConditionStory], isTrue: Bool)
    case any([ConditionStory], isTrue: Bool)
    case not(ConditionStory, isTrue: Bool)
    case comparison(Comparison)

    package struct Comparison: Sendable, Hashable {
        /// «Товары есть на складе?»
        package let title: Text
        /// What it was; empty for nothing.
        package let value: String
        /// «не равно»
        package let sign: Text
        package let others: [String]
        package let isTrue: Bool

        /// The title as it stands before the value: «Сумма:», «Товары есть на складе?»
        package var asked: Text {
            func ended(_ text: String) -> String { text.hasSuffix("?") ? text : text + ":" }
            return Text(ru: ended(title.russian), en: ended(title.english))
        }
    }

    package var isTrue: Bool {
        switch self {
        case .all(_, let isTrue), .any(_, let isTrue), .not(_, let isTrue): isTrue
        case .comparison(let comparison): comparison.isTrue
        }
    }
}

extension ConditionStory {
    /// Reads what the journal keeps of a condition (`ConditionExplanation.json`); nil for none.
    init?(journal json: JSONValue?, title: (FieldReference) throws -> Text?) rethrows {
        guard let json, let isTrue = json["result"]?.bool else { return nil }
        func parts(_ list: [JSONValue]) throws -> [ConditionStory] {
            var read: [ConditionStory] = []
            for part in list { if let story = try ConditionStory(journal: part, title: title) { read.append(story) } }
            return read
        }
        if let list = json["all"]?.array {
            self = .all(try parts(list), isTrue: isTrue)
        } else if let list = json["any"]?.array {
            self = .any(try parts(list), isTrue: isTrue)
        } else if let part = json["not"], let story = try ConditionStory(journal: part, title: title) {
            self = .not(story, isTrue: isTrue)
        } else {
            let source = json["left"]?.string ?? ""
            let name = try Template(source).soleReference.flatMap { try title($0) }
            self = .comparison(
                Comparison(
                    title: name ?? Text(verbatim: source), value: json["leftText"]?.string ?? "",
                    sign: json["op"]?.string.flatMap(ConditionOperator.init(rawValue:))?.title ?? Text(verbatim: "?"),
                    others: json["rightTexts"]?.array?.compactMap(\.string) ?? [], isTrue: isTrue))
        }
    }

    /// Every comparison of a condition that holds or not, from left to right.
    package var comparisons: [Comparison] {
        switch self {
        case .all(let parts, _), .any(let parts, _): parts.flatMap(\.comparisons)
        case .not(let part, _): part.comparisons
        case .comparison(let comparison): [comparison]
        }
    }
}
