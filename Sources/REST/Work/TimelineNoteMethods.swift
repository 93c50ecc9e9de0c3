import CRM
import Kernel
import Storage

/// `crm.timeline.note.*`: a note on a comment, a message or an activity of an item.
enum TimelineNoteMethods {
    private static let place = [
        RESTParameter("ownerTypeId", "integer", isRequired: true, Text(ru: "Вид элемента", en: "The item's kind")),
        RESTParameter("ownerId", "integer", isRequired: true, Text(ru: "Номер элемента", en: "The item's number")),
        RESTParameter("itemType", "integer", isRequired: true, Text(ru: "1 запись истории, 2 дело", en: "1 entry of the history, 2 activity")),
        RESTParameter("itemId", "integer", isRequired: true, Text(ru: "Номер записи или дела", en: "The number of the entry or activity")),
    ]

    static let methods: [RESTMethod] = [
        .read("crm.timeline.note.get", .crm, Text(ru: "Читает заметку", en: "Reads a note"), place) { call, reader in
            let (place, _) = try find(call, reader)
            guard let note = try TimelineNote.of([place], in: reader)[place] else { throw WorkOwner.missing }
            return Answer([
                "text": .string(note.text), "createdById": note.createdBy.map { .int($0.rawValue) } ?? nil,
                "createdTime": .string(note.createdAt.contractText(in: call.zone)), "updatedById": note.changedBy.map { .int($0.rawValue) } ?? nil,
                "updatedTime": .string(note.changedAt.contractText(in: call.zone)),
            ])
        },
        .write(
            "crm.timeline.note.save", .crm, Text(ru: "Пишет заметку", en: "Writes a note"),
            place + [RESTParameter("text", "string", isRequired: true, Text(ru: "Текст", en: "The text"))]
        ) { call, command in
            let (place, items) = try find(call, command.transaction, isWriting: true)
            try TimelineNote.save(call.parameters.text("text") ?? "", on: place, of: items, in: command)
            return Answer(true)
        },
        .write("crm.timeline.note.delete", .crm, Text(ru: "Удаляет заметку", en: "Deletes a note"), place) { call, command in
            let (place, items) = try find(call, command.transaction, isWriting: true)
            guard try TimelineNote.delete(on: place, of: items, in: command) else { throw WorkOwner.missing }
            return Answer(true)
        },
    ]

    /// What the call names on an item that the caller may see, or change.
    private static func find(
        _ call: Call, _ reader: any Reader, isWriting: Bool = false
    ) throws -> (TimelineNote.Place, [DocumentID]) {
        let (type, number) = (EntityType(call.parameters["ownerTypeId"]), call.parameters["ownerId"]?.number)
        let item = isWriting ? try WorkOwner.changeable(type, number, call, reader) : try WorkOwner.find(type, number, call, reader)
        let id = try call.parameters.id("itemId", or: WorkOwner.missing)
        switch call.parameters["itemType"]?.number {
        case 1:
            guard let entry = try TimelineStore.entry(of: id, on: item.id, in: reader) else { throw WorkOwner.missing }
            return (.entry(entry), [item.id])
        case 2:
            guard let activity = try Activity.load([ActivityID(id)], in: reader).first, activity.items.contains(item.id) else {
                throw WorkOwner.missing
            }
            return (.activity(activity.id), activity.items)
        default: throw RESTFailure(400, "0", "itemType: 1 or 2 is expected.")
        }
    }
}
