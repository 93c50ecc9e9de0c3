import Kernel
import Storage

/// Who gets the next lead of a form.
enum WebFormQueue {
    /// The next of the queue who works, in turn; nobody left in it, the form's responsible, then the first administrator.
    static func next(for form: WebForm, in command: Command) throws -> UserID? {
        if form.settings.distributes, let next = try nextInTurn(for: form, in: command) { return next }
        let responsible = form.settings.responsible.map { [$0] } ?? []
        if let active = try UserStore.active(responsible, in: command.transaction).first { return active }
        return try UserStore.administrators(in: command.transaction).first
    }

    /// Counts the turn in the form's row, so that two leads at once go to two people.
    private static func nextInTurn(for form: WebForm, in command: Command) throws -> UserID? {
        let working = try UserStore.active(form.settings.queue, in: command.transaction)
        guard !working.isEmpty else { return nil }
        let turn: Int64? = try command.transaction.first(
            "update web_forms set next_in_queue = next_in_queue + 1 where id = $1 returning next_in_queue", [form.id]
        ) { $0.int64(0) }
        guard let turn else { return nil }
        return working[Int((turn - 1) % Int64(working.count))]
    }
}

/// Forms that give their leads to people.
struct WebFormMentions: PersonMentions {
    func mentions(of user: UserID, in reader: any Reader) throws -> [PersonMention] {
        try naming(user, in: reader).map {
            PersonMention(place: PeopleTexts.inForm.with(["name": $0.settings.title]), path: "/settings/forms")
        }
    }

    func replace(_ user: UserID, with substitute: UserID, in command: Command) throws {
        for form in try naming(user, in: command.transaction) {
            var settings = form.settings
            settings.queue = []
            for person in form.settings.queue.map({ $0 == user ? substitute : $0 })
            where !settings.queue.contains(person) {
                settings.queue.append(person)
            }
            let responsible = settings.responsible == user ? substitute : settings.responsible
            try command.transaction.execute(
                "update web_forms set queue = $2, responsible = $3, changed_at = $4 where id = $1",
                [form.id, settings.storedQueue, responsible, command.now])
        }
    }

    /// A form that only distributes is served without its dismissed members, but the list should not keep them.
    private func naming(_ user: UserID, in reader: any Reader) throws -> [WebForm] {
        try WebFormStore.all(in: reader).filter {
            $0.settings.responsible == user || $0.settings.queue.contains(user)
        }
    }
}
