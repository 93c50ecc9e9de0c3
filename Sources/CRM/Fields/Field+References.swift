import Kernel
import Storage

extension Field {
    /// Refuses what is not there. Of files a person may use those he uploaded and those that are in the field already:
    /// otherwise naming a number would open any file of the portal.
    func requireReferences(of value: Value, known: Value, _ command: Command) throws {
        let fresh = Set(value.references).subtracting(known.references)
        for reference in fresh {
            let id = ["id": Text(verbatim: String(reference.id))]
            let transaction = command.transaction
            switch reference.kind {
            case .user:
                guard try transaction.exists("select 1 from users where id = $1", [reference.id]) else {
                    throw refusal(ItemTexts.noSuchUser.with(id))
                }
            case .file:
                let owner = command.actor.needsRights ? command.actor.user : nil
                guard try isUsable(file: reference.id, by: owner, transaction) else { throw refusal(ItemTexts.noSuchFile) }
            case .item(let type):
                guard let entity = EntityType(rawValue: type),
                    try transaction.exists(
                        "select 1 from \(entity.table) where id = $1 and deleted_at is null", [reference.id])
                else { throw refusal(ItemTexts.noSuchLink.with(id)) }
            case .department, .task, .activity: continue
            }
        }
    }

    private func isUsable(file: Int64, by owner: UserID?, _ transaction: any Transaction) throws -> Bool {
        if let owner {
            return try transaction.exists("select 1 from files where id = $1 and created_by = $2", [file, owner])
        }
        return try transaction.exists("select 1 from files where id = $1", [file])
    }
}
