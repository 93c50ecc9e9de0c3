import CRM
import Kernel
import Storage

/// `crm.item.import` and `crm.item.batchImport`: items from another system, with the dates and people that they had there. As with any
/// import, robots and triggers do not start by it.
enum ItemImportMethods {
    private static let longest = 20
    private static let type = RESTParameter(
        "entityTypeId", "integer", isRequired: true, Text(ru: "Вид: 1 лид, 2 сделка, 3 контакт, 4 компания", en: "Kind: 1 lead, 2 deal, 3 contact, 4 company"))
    private static let fields = RESTParameter(
        "fields", "object", isRequired: true, Text(ru: "Поля и значения, также createdTime и createdBy", en: "Fields and values, createdTime and createdBy as well"))
    private static let data = RESTParameter(
        "data", "object[]", isRequired: true, Text(ru: "До 20 элементов: поля каждого", en: "Up to 20 items: the fields of each"))

    static let methods: [RESTMethod] = [
        RESTMethod("crm.item.import", .crm, Text(ru: "Вносит элемент из другой системы", en: "Brings an item in from another system"), [type, fields]) { call in
            return Answer(["item": ["id": .int(try await bring(try call.parameters.object("fields") ?? JSONObject(), call))]])
        },
        RESTMethod(
            "crm.item.batchImport", .crm, Text(ru: "Вносит несколько элементов", en: "Brings several items in"), [type, data]
        ) { call in
            let rows = call.parameters["data"]?.elements ?? []
            guard rows.count <= longest else {
                throw RESTFailure(400, "MAX_IMPORT_BATCH_SIZE_EXCEEDED", "At most \(longest) items may be imported at once.")
            }
            var made: [JSONValue] = []
            for row in rows {
                do {
                    made.append(["item": ["id": .int(try await bring(row.keyed ?? JSONObject(), call))]])
                } catch let failure as RESTFailure where failure.status < 500 {
                    // What is wrong with one row says so in its place; the others are brought in.
                    made.append(failure.json)
                }
            }
            return Answer(["items": .array(made)])
        },
    ]

    private static func bring(_ given: JSONObject, _ call: Call) async throws -> Int64 {
        let (entity, classic) = try await call.services.portal.read { try UniversalItemMethods.classicFields(given, call, $0) }
        guard call.viewer.scope(.import, of: entity) != .none else { throw WorkOwner.denied }
        let fields = try await FileInput.stored(classic, of: entity, call)
        let created = try call.moment(given.value("createdTime"), "createdTime", code: "CRM_FIELD_ERROR_VALUE_NOT_VALID")
        let actor = Actor(origin: .importer(file: call.caller.title), user: call.viewer.user)
        do {
            return try await call.services.portal.perform(as: actor) { command in
                let author = given.value("createdBy")?.number.map { UserID($0) }
                if let author, try UserStore.user(author, in: command.transaction) == nil {
                    throw RESTFailure(400, "CRM_FIELD_ERROR_VALUE_NOT_VALID", "createdBy: there is no such person.")
                }
                return try ClassicItemMethods.create(entity, fields, call.services.items, call, command, createdAt: created, createdBy: author).id.id
            }
        } catch let failure as Failure where failure.code == .invalid {
            throw RESTFailure(400, "CRM_FIELD_ERROR_VALUE_NOT_VALID", failure.message[call.caller.language])
        } catch let missing as MissingFields {
            throw RESTFailure(400, "CRM_FIELD_ERROR_VALUE_NOT_VALID", missing.failure.message[call.caller.language])
        }
    }
}
