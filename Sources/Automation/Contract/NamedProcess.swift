import Kernel

/// What makes a list of blocks a process of its own beside the stages: what it is called, what it is given, when it starts and
/// what it gives back. It runs on one item, any number of times, and goes on when the item changes its stage.
package struct NamedProcess: Sendable, Hashable {
    /// When it starts. Stored names, never renamed.
    package enum Start: String, Sendable, CaseIterable {
        /// A person starts it on a card.
        case byHand
        /// An item is created in the pipeline.
        case onCreate
        /// A field of an item is changed.
        case onChange
    }

    /// Something that whoever starts it gives; inside it is `{=Template:code}`.
    package struct Parameter: Sendable, Hashable {
        package enum Kind: String, Sendable, CaseIterable {
            case text, number, date, yesNo, user
        }

        package var code: String
        package var title: String
        package var kind: Kind
        package var isRequired: Bool

        package init(code: String, title: String, kind: Kind = .text, isRequired: Bool = false) {
            self.code = code
            self.title = title
            self.kind = kind
            self.isRequired = isRequired
        }
    }

    /// Something that the robot that waits for its end gets: `{=robot:code}`.
    package struct Result: Sendable, Hashable {
        package var code: String
        /// Calculated when the process ends.
        package var value: Template

        package init(code: String, value: Template) {
            self.code = code
            self.value = value
        }
    }

    package var title: String
    package var starts: Set<Start>
    /// For the starts that nobody asks for.
    package var condition: Condition?
    package var parameters: [Parameter]
    package var results: [Result]

    package init(
        title: String, starts: Set<Start> = [.byHand], condition: Condition? = nil, parameters: [Parameter] = [], results: [Result] = []
    ) {
        self.title = title
        self.starts = starts
        self.condition = condition
        self.parameters = parameters
        self.results = results
    }

    /// What the codes of processes begin with, so that none is that of a stage.
    package static let mark: Character = "@"
    /// The name under which parameters are inserted.
    package static let parameters = "Template"
}

extension NamedProcess {
    /// The given values as the process takes them: every parameter has one, empty when it was not given.
    /// - Throws: `Failure` `.invalid` with the parameter's code as `field` when one is missing, is not known or does not fit.
    package func accepted(_ given: [String: Value]) throws -> [String: Value] {
        if let stranger = given.keys.sorted().first(where: { code in !parameters.contains { $0.code == code } }) {
            throw Failure(.invalid, EngineTexts.unknownParameter.with(["process": title, "parameter": stranger]), field: stranger)
        }
        var accepted: [String: Value] = [:]
        for parameter in parameters {
            let value = try parameter.accepted(given[parameter.code] ?? .null, of: self)
            if value.isEmpty, parameter.isRequired {
                throw Failure(
                    .invalid, EngineTexts.missingParameter.with(["process": title, "parameter": parameter.title]), field: parameter.code)
            }
            accepted[parameter.code] = value
        }
        return accepted
    }
}

extension NamedProcess.Parameter {
    /// Texts become what the parameter holds.
    fileprivate func accepted(_ value: Value, of process: NamedProcess) throws -> Value {
        if value.isEmpty { return .null }
        let fitting: Value? =
            switch (kind, value) {
            case (.text, _): value
            case (.number, .int), (.number, .double), (.number, .money), (.date, .date), (.date, .dateTime), (.yesNo, .bool): value
            case (.user, _) where !value.userIDs.isEmpty: value
            case (.number, .string(let text)): number(text)
            case (.date, .string(let text)): LocalDate(parsing: text).map(Value.date)
            case (.yesNo, .string(let text)): .bool(["y", "yes", "true", "1"].contains(text.lowercased()))
            case (.user, .int(let id)): .user(UserID(id))
            case (.user, .string(let text)): Int64(text).map { .user(UserID($0)) }
            default: nil
            }
        guard let fitting else {
            throw Failure(
                .invalid, EngineTexts.badParameter.with(["process": process.title, "parameter": title, "value": value.printable]), field: code)
        }
        return fitting
    }

    private func number(_ text: String) -> Value? {
        let plain = text.filter { !$0.isWhitespace }.replacing(",", with: ".")
        return Int64(plain).map(Value.int) ?? Double(plain).map(Value.double)
    }
}
