import CRM
import Kernel
import Storage

/// `events`, `event.*` and `event.offline.*`: subscribing to what happens.
enum EventMethods {
    private static let event = RESTParameter("event", "string", isRequired: true, Text(ru: "Имя события", en: "The event's name"))
    private static let handler = RESTParameter("handler", "string", Text(ru: "Адрес обработчика", en: "The handler's address"))

    static let methods: [RESTMethod] = [
        RESTMethod("events", nil, Text(ru: "Имена событий", en: "The names of events")) { _ in
            Answer(.array(EventCatalog.names.map(JSONValue.string)))
        },
        .write("event.bind", nil, Text(ru: "Подписывает адрес на событие", en: "Subscribes an address to an event"), [event, handler]) { call, command in
            try call.require(.configurePortal)
            let address = isOffline(call) ? nil : call.parameters.text("handler") ?? ""
            // An administrator may name a neighbour in the portal's own network: a site, an ERP.
            try EventHandlerStore.bind(
                [try name(call)], to: address, title: call.caller.title, allowsPrivate: call.viewer.isAdministrator,
                for: call.caller.application, call.services.secrets, in: command)
            return Answer(true)
        },
        .read("event.get", nil, Text(ru: "Подписки", en: "The subscriptions")) { call, reader in
            try call.require(.configurePortal)
            // An application sees its own.
            let handlers = try EventHandlerStore.all(in: reader).filter { call.caller.application == nil || $0.application == call.caller.application }
            return Answer(.array(handlers.map { handler in
                [
                    "event": .string(handler.event), "handler": .string(handler.address ?? ""), "auth_type": "0",
                    "offline": .int(handler.isOffline ? 1 : 0),
                ]
            }))
        },
        .write("event.unbind", nil, Text(ru: "Отменяет подписку", en: "Ends a subscription"), [event, handler]) { call, command in
            try call.require(.configurePortal)
            let address = isOffline(call) ? nil : call.parameters.text("handler") ?? ""
            return Answer(["count": .int(Int64(try EventHandlerStore.unbind(try name(call), from: address, for: call.caller.application, in: command)))])
        },
        .read("event.offline.list", nil, Text(ru: "Что ждёт", en: "What waits")) { call, reader in
            try call.require(.configurePortal)
            return Answer(.array(try OfflineEvents.waiting(in: reader).map { row($0, call) }))
        },
        .write("event.offline.get", nil, Text(ru: "Забирает ждущие события", en: "Takes what waits")) { call, command in
            try call.require(.configurePortal)
            let limit = min(max(Int(clamping: call.parameters["limit"]?.number ?? 50), 1), 500)
            let isClearing = call.parameters["clear"]?.flag ?? true
            let process = isClearing ? nil : SecretToken().text
            let entries = try OfflineEvents.take(limit: limit, reservedFor: process, in: command)
            return Answer(["process_id": process.map(JSONValue.string) ?? nil, "events": .array(entries.map { row($0, call) })])
        },
        .write("event.offline.clear", nil, Text(ru: "Забывает обработанные", en: "Forgets what is done")) { call, command in
            try call.require(.configurePortal)
            guard let process = call.parameters.text("process_id"), !process.isEmpty else { throw RESTFailure.missing("process_id") }
            let ids = call.parameters["id"].map { $0.elements.compactMap(\.number) }
            try OfflineEvents.clear(process, ids, in: command)
            return Answer(true)
        },
        .write("event.offline.error", nil, Text(ru: "Отмечает необработанные", en: "Marks what failed")) { call, command in
            try call.require(.configurePortal)
            guard let process = call.parameters.text("process_id"), !process.isEmpty else { throw RESTFailure.missing("process_id") }
            let ids = (call.parameters["id"] ?? call.parameters["message_id"])?.elements.compactMap(\.number) ?? []
            try OfflineEvents.fail(process, ids, in: command)
            return Answer(true)
        },
    ]

    private static func isOffline(_ call: Call) -> Bool { call.parameters.text("event_type")?.lowercased() == "offline" }

    private static func name(_ call: Call) throws -> String {
        guard let name = call.parameters.text("event")?.uppercased(), EventCatalog.names.contains(name) else {
            throw RESTFailure(400, "ERROR_EVENT_NOT_FOUND", "Event not found")
        }
        return name
    }

    private static func row(_ entry: OfflineEvents.Entry, _ call: Call) -> JSONValue {
        [
            "ID": .string(String(entry.id)), "TIMESTAMP_X": .string(entry.at.contractText(in: call.zone)), "EVENT_NAME": .string(entry.event),
            "EVENT_DATA": entry.data, "EVENT_ADDITIONAL": [], "MESSAGE_ID": .string(String(entry.id)),
        ]
    }
}
