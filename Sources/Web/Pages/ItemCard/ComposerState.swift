import Kernel

/// Which form of the composer is open, and what was typed into it when it was refused.
struct ComposerState: Sendable {
    enum Form: String, Sendable, CaseIterable {
        case todo, comment, task, call, mail, payment
    }

    var form: Form = .todo
    var typed: FormFields?
    var error: Failure?

    init() {}

    /// As the address says: `?compose=call`.
    init(_ page: PageRequest) {
        form = page.query["compose"].flatMap(Form.init(rawValue:)) ?? .todo
    }

    init(refused error: Failure, _ form: Form, _ typed: FormFields) {
        self.error = error
        self.form = form
        self.typed = typed
    }

    /// What a control shows: what was typed, else what one begins with.
    func value(_ name: String, _ initial: String = "") -> String { typed.map { $0[name] ?? "" } ?? initial }
    func isChosen(_ name: String, _ value: String, initially: String) -> Bool { (typed?[name] ?? initially) == value }

    /// The error that belongs to a control.
    func error(of name: String, _ language: Language) -> String? {
        error?.field == name ? error?.message[language] : nil
    }

    /// An error that belongs to none of the controls.
    func general(besides names: Set<String>, _ language: Language) -> String? {
        guard let error, !(error.field.map(names.contains) ?? false) else { return nil }
        return error.message[language]
    }
}
