import Kernel
import Storage

/// Deals that have both a contact and the one it is merged into: the first leaves their lists.
enum DroppedContacts {
    private static let place = "link.contact.dropped"
    private static let condition = "other = $1 and kind = '\(ItemLinks.Kind.contact.rawValue)'"

    static func drop(_ contact: DocumentID, merge: Int64, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            insert into merge_moves (merge, place, item, number)
            select \(merge), '\(place)', other, item from item_links where \(condition)
            """, [contact])
        try transaction.execute("delete from item_links where \(condition)", [contact])
    }

    static func bringBack(_ contact: DocumentID, merge: Int64, in transaction: any Transaction) throws {
        let deals = try transaction.query(
            "select number from merge_moves where merge = $1 and place = '\(place)' and item = $2", [merge, contact]
        ) { $0.document(0) }
        for deal in deals { try ItemLinks.add(from: deal, to: contact, .contact, sort: MergePlan.limit, in: transaction) }
    }
}
