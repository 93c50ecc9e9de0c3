import CRM
import Kernel
import Storage

/// `im.notify.*`: lines under the bell.
enum NotifyMethods {
    private static let message = RESTParameter("MESSAGE", "string", isRequired: true, Text(ru: "Текст", en: "The text"))
    private static let sending = [
        RESTParameter("USER_ID", "integer", isRequired: true, Text(ru: "Кому", en: "To whom")), message,
        RESTParameter("TAG", "string", Text(ru: "Новое уведомление заменит непрочитанное с этой меткой", en: "A new one replaces an unread one with this tag")),
        RESTParameter("ATTACH", "object", Text(ru: "Вложение: его слова и ссылки", en: "An attachment: its words and links")),
    ]
    private static let id = RESTParameter("ID", "integer", Text(ru: "Номер уведомления", en: "The notification's number"))
    private static let action = RESTParameter("ACTION", "string", Text(ru: "Y прочитано, N нет", en: "Y read, N unread"))

    static let methods: [RESTMethod] = [
        .write("im.notify.personal.add", .im, Text(ru: "Уведомление от вызывающего", en: "A notification from the caller"), sending) { call, command in
            try send(fromPortal: false, call, command)
        },
        .write("im.notify.system.add", .im, Text(ru: "Уведомление от портала", en: "A notification from the portal"), sending) { call, command in
            try send(fromPortal: true, call, command)
        },
        .write(
            "im.notify", .im, Text(ru: "Уведомление; TYPE=SYSTEM — от портала", en: "A notification; TYPE=SYSTEM is from the portal"),
            sending + [RESTParameter("TYPE", "string", Text(ru: "USER или SYSTEM", en: "USER or SYSTEM"))]
        ) { call, command in
            try send(fromPortal: call.parameters.text("TYPE")?.uppercased() == "SYSTEM", call, command)
        },
        .read(
            "im.notify.get", .im, Text(ru: "Уведомления вызывающего, новые сверху", en: "The caller's notifications, newest first"),
            [
                RESTParameter("LAST_ID", "integer", Text(ru: "Номер последнего на прошлой странице", en: "The last one of the page before")),
                RESTParameter("LIMIT", "integer", Text(ru: "Сколько, не больше 50", en: "How many, 50 at most")),
            ], list),
        .write("im.notify.read", .im, Text(ru: "Отмечает прочитанным", en: "Marks as read"), [id, action, RESTParameter("ONLY_CURRENT", "string", Text(ru: "N: и все более новые", en: "N: all newer ones too"))]) { call, command in
            guard let number = call.parameters["ID"]?.number, number > 0 else { throw parametersWrong }
            let isAll = !(call.parameters["ONLY_CURRENT"]?.flag ?? true)
            let user = call.viewer.user
            let ids = isAll ? try Notice.ids(of: user, from: NoticeID(number), in: command.transaction) : [NoticeID(number)]
            try mark(ids, call, command)
            return Answer(true)
        },
        .write("im.notify.read.list", .im, Text(ru: "Отмечает прочитанными", en: "Marks several as read"), [RESTParameter("IDS", "integer[]", isRequired: true, Text(ru: "Номера", en: "Numbers")), action]) { call, command in
            let ids = call.parameters["IDS"]?.elements.compactMap(\.number) ?? []
            guard !ids.isEmpty else { throw parametersWrong }
            try mark(ids.map { NoticeID($0) }, call, command)
            return Answer(true)
        },
        .write("im.notify.read.all", .im, Text(ru: "Отмечает прочитанными все", en: "Marks all as read")) { call, command in
            try Notice.markAllRead(of: call.viewer.user, upTo: NoticeID(.max), in: command)
            return Answer(["result": true, "newCounter": 0])
        },
        .write(
            "im.notify.delete", .im, Text(ru: "Удаляет своё уведомление, или все с меткой этой программы", en: "Deletes one of the caller's, or all with a tag of this program"),
            [id, RESTParameter("TAG", "string", Text(ru: "Метка", en: "The tag"))]
        ) { call, command in
            if let number = call.parameters["ID"]?.number, number > 0 {
                return Answer(.bool(try Notice.delete(NoticeID(number), of: call.viewer.user, in: command)))
            }
            guard let tag = try tag(call) else { throw parametersWrong }
            return Answer(.bool(try Notice.delete(tag: tag, in: command) > 0))
        },
    ]

    private static let parametersWrong = RESTFailure(400, "PARAMS_ERROR", "Incorrect params")

    private static func send(fromPortal: Bool, _ call: Call, _ command: Command) throws -> Answer {
        guard let person = call.parameters["USER_ID"]?.number ?? call.parameters["TO"]?.number, person > 0,
            try !UserStore.active([UserID(person)], in: command.transaction).isEmpty
        else { throw RESTFailure(400, "USER_ID_EMPTY", "User ID can't be empty") }
        let text = try ChatText.message(call)
        guard text.count <= 20_000 else { throw RESTFailure(400, "MESSAGE_EMPTY", "Message is too long: 20000 characters at most") }
        let draft = NoticeDraft(fromPortal ? "rest_system" : "rest_personal", Text(verbatim: text), tag: try tag(call), isFromPortal: fromPortal)
        let sent = try Notice.send(draft, toOne: UserID(person), in: command)
        return Answer(sent.map { .int($0.rawValue) } ?? false)
    }

    /// Tags of programs do not meet those of the portal or of each other.
    private static func tag(_ call: Call) throws -> String? {
        guard let tag = call.parameters.text("TAG") ?? call.parameters.text("SUB_TAG"), !tag.isEmpty else { return nil }
        guard tag.count <= 255 else { throw parametersWrong }
        return "rest:\(call.caller.program):\(tag)"
    }

    private static func mark(_ ids: [NoticeID], _ call: Call, _ command: Command) throws {
        let (ids, person) = (Array(ids.prefix(500)), call.viewer.user)
        if call.parameters["ACTION"]?.flag ?? true {
            try Notice.markRead(ids, of: person, in: command)
        } else {
            try Notice.markUnread(ids, of: person, in: command)
        }
    }

    private static func list(_ call: Call, _ reader: any Reader) throws -> Answer {
        let page = try ChatText.page(call, limit: 50, "Last notification ID can't be string")
        let user = call.viewer.user
        let notices = try Notice.list(of: user, before: page.before.map { NoticeID($0) }, limit: page.limit, in: reader)
        let people = try UserStore.users(notices.compactMap(\.sender), in: reader).values.sorted { $0.id < $1.id }
        return Answer([
            "total_count": .int(Int64(try Notice.count(of: user, in: reader))), "total_unread_count": .int(Int64(try Notice.unreadCount(of: user, in: reader))),
            "chat_id": 0, "notifications": .array(notices.map { row($0, call) }),
            "users": .array(people.map { ChatPeople.row($0, call) }),
        ])
    }

    private static func row(_ notice: Notice, _ call: Call) -> JSONValue {
        [
            "id": .int(notice.id.rawValue), "chat_id": 0, "author_id": .int(notice.sender?.rawValue ?? 0),
            "date": .string(notice.createdAt.contractText(in: call.zone)), "notify_type": notice.sender == nil ? 4 : 2,
            "notify_module": notice.kind.hasPrefix("rest_") ? "rest" : "crm", "notify_event": .string(notice.kind), "notify_tag": "",
            "notify_sub_tag": "", "notify_title": "", "setting_name": "", "text": .string(notice.text[call.caller.language]),
            "notify_read": .yesNo(notice.isRead), "params": .null,
        ]
    }
}
