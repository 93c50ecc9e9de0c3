import Kernel
import Storage

/// Money that came in for an item.
package struct Payment: Hashable, Sendable {
    package let id: Int64
    package let amount: Money
    package let comment: String
    package let registeredAt: Timestamp
    package let registeredBy: UserID?
}

extension ItemStore {
    /// Registers a payment and tells how much of the expected sum is paid now.
    /// - Parameter sourceKey: what names the payment outside (a bank's number): the same key counts once.
    /// - Throws: `Failure` `.invalid` for a sum not above zero or in another currency; as `update` for rights.
    @discardableResult
    package func registerPayment(
        _ id: DocumentID, _ amount: Money, comment: String = "", sourceKey: String? = nil, for viewer: Viewer? = nil,
        _ command: Command
    ) throws -> Item {
        var item = try take(id, to: .update, for: viewer, command)
        try check(amount, item)
        guard try addPayment(id, amount, comment, sourceKey, command) else { return item }
        let paid = Money(minorUnits: (item.paidAmount?.minorUnits ?? 0) + amount.minorUnits, currency: amount.currency)
        item.values[.paidAmount] = .money(paid)
        item.version += 1
        let currency = item.amount == nil ? ", currency = $3" : ""
        try command.transaction.execute(
            "update \(item.entity.table) set paid_amount = $2, version = version + 1\(currency) where id = $1",
            [id.id, paid.minorUnits] + (item.amount == nil ? [amount.currency] : []))
        command.raise(PaymentRegistered(item: item, payment: amount, paid: paid, expected: item.amount))
        return item
    }

    private func check(_ amount: Money, _ item: Item) throws {
        guard item.entity.hasStages else { throw Failure(.invalid, ItemTexts.onlyStaged) }
        if item.isDeleted { throw Failure(.conflict, ItemTexts.deleted) }
        guard (1...MoneyField.limit).contains(amount.minorUnits) else {
            throw Failure(.invalid, ItemTexts.paymentPositive, field: "amount")
        }
        if let due = item.amount, due.currency != amount.currency {
            throw Failure(
                .invalid, ItemTexts.paymentCurrency.with(["payment": amount.currency, "deal": due.currency]), field: "amount")
        }
    }

    /// False when this key was registered before.
    private func addPayment(
        _ item: DocumentID, _ amount: Money, _ comment: String, _ sourceKey: String?, _ command: Command
    ) throws -> Bool {
        try command.transaction.execute(
            """
            insert into payments (id, item, amount, currency, comment, source_key, registered_at, registered_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (source_key) do nothing
            """,
            [
                try command.transaction.nextID("payments"), item, amount.minorUnits, amount.currency, comment, sourceKey,
                command.now, command.actor.user,
            ]) > 0
    }

    /// The payments of an item, oldest first.
    package func payments(of id: DocumentID, in reader: any Reader) throws -> [Payment] {
        try reader.query(
            """
            select id, amount, currency, comment, registered_at, registered_by from payments where item = $1 order by id
            """, [id]
        ) { row in
            Payment(
                id: row.int64(0), amount: Money(minorUnits: row.int64(1), currency: row.text(2)), comment: row.text(3),
                registeredAt: row.timestamp(4), registeredBy: row.optionalID(5))
        }
    }
}
