import CRM
import Kernel
import Storage

/// `im.message.add`, `im.dialog.messages.get`, `im.recent.get`, `im.user.get`, `im.counters.get`: conversations of two people.
enum ChatMethods {
    private static let dialog = RESTParameter("DIALOG_ID", "string", isRequired: true, Text(ru: "Номер собеседника", en: "The number of the other person"))

    static let methods: [RESTMethod] = [
        .write(
            "im.message.add", .im, Text(ru: "Пишет сообщение от вызывающего; SYSTEM=Y — от портала", en: "Writes a message from the caller; SYSTEM=Y is from the portal"),
            [
                dialog, RESTParameter("MESSAGE", "string", isRequired: true, Text(ru: "Текст", en: "The text")),
                RESTParameter("ATTACH", "object", Text(ru: "Вложение: его слова и ссылки", en: "An attachment: its words and links")),
                RESTParameter("SYSTEM", "string", Text(ru: "Y — от портала", en: "Y is from the portal")),
            ], add),
        .read(
            "im.dialog.messages.get", .im, Text(ru: "Сообщения переписки, новые сверху", en: "The messages of a conversation, newest first"),
            [
                dialog, RESTParameter("LAST_ID", "integer", Text(ru: "Только более ранние", en: "Earlier ones only")),
                RESTParameter("LIMIT", "integer", Text(ru: "Сколько, не больше 50", en: "How many, 50 at most")),
            ], messages),
        .read("im.recent.get", .im, Text(ru: "Переписки вызывающего", en: "The caller's conversations")) { call, reader in
            let mine = try Dialogue.list(of: call.viewer.user, in: reader)
            let people = try UserStore.users(mine.map(\.with), in: reader)
            return Answer(.array(mine.compactMap { dialogue in
                guard let user = people[dialogue.with] else { return nil }
                return [
                    "id": .string(String(user.id.rawValue)), "type": "user", "title": .string(user.name),
                    "avatar": ["url": "", "color": ""],
                    "message": [
                        "id": 0, "text": .string(dialogue.lastText), "file": false, "attach": false,
                        "author_id": .int((dialogue.lastIsMine ? call.viewer.user : user.id).rawValue),
                        "date": .string(dialogue.lastAt.contractText(in: call.zone)), "status": "received",
                    ],
                    "counter": .int(Int64(dialogue.unread)), "pinned": false, "unread": .bool(dialogue.unread > 0),
                    "date_update": .string(dialogue.lastAt.contractText(in: call.zone)), "user": ChatPeople.row(user, call), "options": [],
                ]
            }))
        },
        .read("im.user.get", .im, Text(ru: "Сотрудник, как его знает мессенджер", en: "A person as the messenger knows them"), [RESTParameter("ID", "integer", Text(ru: "Номер; без него — вызывающий", en: "The number; the caller without it"))]) { call, reader in
            let sent = call.parameters["ID"]
            if let sent, !sent.isVoid, sent.number == nil { throw RESTFailure(400, "ID_EMPTY", "User ID can't be empty") }
            let id = sent?.number.map { UserID($0) } ?? call.viewer.user
            guard let user = try UserStore.user(id, in: reader) else { throw RESTFailure(400, "USER_NOT_EXISTS", "User is not exists") }
            return Answer(ChatPeople.row(user, call))
        },
        .read("im.counters.get", .im, Text(ru: "Сколько не прочитано", en: "How much is unread")) { call, reader in
            let user = call.viewer.user
            let notices = Int64(try Notice.unreadCount(of: user, in: reader))
            let messages = Int64(try Dialogue.unreadCount(of: user, in: reader))
            let dialogues = try Dialogue.list(of: user, in: reader).filter { $0.unread > 0 && $0.with != PersonalMessage.portal }
            return Answer([
                "TYPE": [
                    "ALL": .int(notices + messages), "NOTIFY": .int(notices), "CHAT": 0, "LINES": 0, "DIALOG": .int(messages),
                    "MESSENGER": .int(messages),
                ], "CHAT": [], "CHAT_MUTED": [], "CHAT_UNREAD": [], "LINES": [],
                "DIALOG": dialogues.isEmpty ? [] : .object(JSONObject(dialogues.map { JSONObject.Member(String($0.with.rawValue), .int(Int64($0.unread))) })),
                "DIALOG_UNREAD": [],
            ])
        },
    ]

    private static func add(_ call: Call, _ command: Command) throws -> Answer {
        let other = try other(call, or: RESTFailure(400, "USER_ID_EMPTY", "User ID can't be empty"))
        guard try !UserStore.active([other], in: command.transaction).isEmpty else { throw RESTFailure(400, "USER_NOT_FOUND", "User is not found") }
        let text = try ChatText.message(call)
        let isSystem = call.parameters.flag("SYSTEM")
        let id = try PersonalMessage.send(text, from: isSystem ? nil : call.viewer.user, to: other, in: command)
        return Answer(.int(id.rawValue))
    }

    /// The other side of a conversation. There are no chats of several.
    private static func other(_ call: Call, or missing: RESTFailure) throws -> UserID {
        let sent = call.parameters.text("DIALOG_ID") ?? call.parameters.text("USER_ID") ?? ""
        if sent.lowercased().hasPrefix("chat") || call.parameters["CHAT_ID"] != nil {
            throw RESTFailure(400, "CHAT_ID", "There are no chats here: DIALOG_ID is the number of a person")
        }
        guard let id = Int64(sent), id > 0 else { throw missing }
        return UserID(id)
    }

    private static func messages(_ call: Call, _ reader: any Reader) throws -> Answer {
        let other = try other(call, or: RESTFailure(400, "DIALOG_ID_EMPTY", "Dialog ID can't be empty"))
        let page = try ChatText.page(call, limit: 20, "Last ID can't be string")
        let found = try Dialogue.messages(
            of: call.viewer.user, with: other, before: page.before.map { MessageID($0) }, limit: page.limit, in: reader)
        let people = try UserStore.users([call.viewer.user, other], in: reader)
        return Answer([
            "chat_id": 0,
            "messages": .array(found.map { message in
                [
                    "id": .int(message.id.rawValue), "chat_id": 0, "author_id": .int(message.sender.rawValue),
                    "date": .string(message.createdAt.contractText(in: call.zone)), "text": .string(message.text),
                    "unread": .bool(message.recipient == call.viewer.user && message.readAt == nil), "uuid": .null, "replaces": [], "params": [],
                    "disappearing_date": .null,
                ]
            }), "users": .array([call.viewer.user, other].compactMap { people[$0] }.map { ChatPeople.row($0, call) }), "files": [],
        ])
    }
}

/// People as the messenger's methods give them.
enum ChatPeople {
    static func row(_ user: User, _ call: Call) -> JSONValue {
        let profile = user.profile
        let isOnline = user.lastSeenAt.map { call.now - $0 < .minutes(15) } ?? false
        return [
            "id": .int(user.id.rawValue), "active": .bool(user.isActive), "name": .string(user.name), "first_name": .string(profile.firstName),
            "last_name": .string(profile.lastName), "work_position": .string(profile.position), "color": "", "avatar": "", "avatar_hr": "",
            "gender": "", "birthday": "", "extranet": false, "network": false, "bot": false, "connector": false, "external_auth_id": "default",
            "status": isOnline ? "online" : "offline", "idle": false, "last_activity_date": user.lastSeenAt.json(call.zone),
            "mobile_last_date": false, "desktop_last_date": false, "absent": false, "departments": [],
            "phones": ["work_phone": .string(profile.workPhone), "personal_mobile": .string(profile.mobilePhone), "inner_phone": .string(profile.innerPhone)],
            "bot_data": .null, "type": "user", "website": "", "email": .string(user.login),
        ]
    }
}
