import CRM
import Kernel
import Robots
import Storage

/// What people of the demonstration company do with an item.
extension DemonstrationLife {
    func move(_ item: Item, to stage: String, filling values: [FieldCode: Value] = [:]) async throws {
        try await act(item) { [items = assembly.items] command in
            _ = try items.move(item.id, to: stage, filling: values, command)
        }
    }

    func call(_ item: Item) async throws {
        guard let phone = item.phones.first else { return }
        try await act(item) { command in
            var report = CallReport(.outgoing, phone: phone, outcome: .answered)
            report.item = item.id
            report.durationSeconds = 90 + Int(item.id.id % 7) * 40
            _ = try Activity.registerCall(report, in: command)
        }
    }

    func clientCalls(_ deal: Item) async throws {
        let phone = try await assembly.portal.read { [items = assembly.items] reader in
            try deal.contact.flatMap { try items.item($0, in: reader)?.phones.first }
        }
        guard let phone else { return }
        try await act(deal) { command in
            var report = CallReport(.incoming, phone: phone, outcome: .answered)
            report.durationSeconds = 240
            _ = try Activity.registerCall(report, in: command)
        }
    }

    /// The goods that the client asked for, as many as the amount pays.
    func offer(_ deal: Item) async throws {
        guard let amount = deal.amount else { return }
        try await act(deal) { [items = assembly.items] command in
            guard let product = try ProductStore.named([deal.title], in: command.transaction)[deal.title] else { return }
            var row = product.row
            row.quantity = amount.minorUnits / max(1, product.price.minorUnits) * 1000
            try items.setProducts(deal.id, [row], command)
        }
    }

    func comment(_ deal: Item) async throws {
        let text = data.comments[Int(deal.id.id) % data.comments.count]
        guard let author = deal.responsible else { return }
        try await act(deal) { command in
            _ = try Comment.add(text, to: .item(deal.id), by: .person(author, isAdministrator: false, people: []), in: command)
        }
    }

    func pay(_ deal: Item) async throws {
        guard let amount = deal.amount else { return }
        try await act(deal) { [items = assembly.items] command in
            _ = try items.registerPayment(deal.id, amount, command)
        }
    }

    func planShipping(_ deal: Item) async throws {
        guard deal.value("UF_CRM_SHIP_DATE").isEmpty else { return }
        let calendar = try await assembly.calendars.current().calendar
        let day = calendar.zone.local(calendar.addWorkingDays(3 + Int(deal.id.id % 9), to: clock.now)).date
        let delivery = ["PICKUP", "COURIER", "CARRIER"][Int(deal.id.id % 3)]
        try await act(deal) { [items = assembly.items] command in
            _ = try items.update(
                deal.id, ["UF_CRM_SHIP_DATE": .date(day), "UF_CRM_DELIVERY_TYPE": .string(delivery)], command)
        }
    }

    /// As the person responsible, whose rights count.
    private func act(_ item: Item, _ body: @escaping @Sendable (Command) throws -> Void) async throws {
        try await assembly.portal.perform(as: item.responsible.map { .person($0) } ?? .system, .interactive, body)
    }
}
