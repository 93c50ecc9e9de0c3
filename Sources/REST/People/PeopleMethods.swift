import CRM
import Kernel
import Storage

/// `user.*` and `department.*`: who works here.
enum PeopleMethods {
    static let methods: [RESTMethod] = [
        .read("user.current", .user, Text(ru: "Кто вызывает", en: "Who calls")) { call, reader in
            let own = try PersonFields(call.services.items.catalog, in: reader)
            let departments = try DepartmentStore.departments(of: call.caller.user.id, in: reader)
            return Answer(.object(row(call.caller.user, departments, own, try own.values(of: call.caller.user.id, in: reader), call)))
        },
        .read("user.get", .user, Text(ru: "Сотрудники по фильтру", en: "People by filter"), ListParameters.all) { call, reader in
            try list(call, reader, filter: filter(call))
        },
        .read("user.search", .user, Text(ru: "Поиск сотрудников", en: "Searches people")) { call, reader in
            let filter = filter(call)
            guard let words = (filter.value("FIND") ?? call.parameters["FIND"])?.scalarText, !words.isEmpty else {
                return try list(call, reader, filter: filter)
            }
            var rest = filter
            for key in rest.keys where key.uppercased() == "FIND" { rest[key] = nil }
            let wanted = words.lowercased().split(whereSeparator: \.isWhitespace)
            return try list(call, reader, filter: rest) { user in
                let text = "\(user.profile.name) \(user.profile.middleName) \(user.profile.position) \(user.login)".lowercased()
                return wanted.allSatisfy { text.contains($0) }
            }
        },
        .read("user.fields", .user, Text(ru: "Поля сотрудника", en: "The fields of a person")) { call, reader in
            let own = try PersonFields(call.services.items.catalog, in: reader).fields
            return Answer(
                .object(
                    JSONObject(
                        fieldNames.map { JSONObject.Member($0, .string($0)) }
                            + own.map { JSONObject.Member($0.code.rawValue, .string($0.title[call.caller.language])) })))
        },
        RESTMethod("user.access", nil, Text(ru: "Есть ли у вызывающего право", en: "Whether the caller has a right")) { call in
            let codes = Set(call.parameters.texts("ACCESS").map { $0.uppercased() })
            let own = Set(["U\(call.viewer.user)", "AU"] + (call.viewer.isAdministrator ? ["G1"] : []))
            return Answer(.bool(!codes.isDisjoint(with: own)))
        },
        .read("access.name", nil, Text(ru: "Названия прав", en: "The names of rights")) { call, reader in
            let people = try UserStore.everybody(in: reader)
            var names = JSONObject()
            for code in call.parameters.texts("ACCESS") {
                if code == "AU" {
                    names[code] = ["provider": "", "name": .string(Text(ru: "Все авторизованные", en: "Everybody signed in")[call.caller.language]), "provider_id": "other"]
                } else if code.hasPrefix("U"), let user = people.first(where: { "U\($0.id)" == code }) {
                    names[code] = ["provider": "", "name": .string(user.name), "provider_id": "user"]
                }
            }
            return Answer(.object(names))
        },
        .read("department.get", .department, Text(ru: "Отделы", en: "Departments")) { call, reader in
            let order: JSONObject = call.parameters.text("sort").map { .of([$0: .string(call.parameters.text("order") ?? "ASC")]) } ?? JSONObject()
            return RowList(rows: try departments(reader)).filtered(topLevel(call)).sorted(order).page(call)
        },
        RESTMethod("department.fields", .department, Text(ru: "Поля отдела", en: "The fields of a department")) { _ in
            Answer(["ID": "ID", "NAME": "NAME", "SORT": "SORT", "PARENT": "PARENT", "UF_HEAD": "UF_HEAD"])
        },
        .write("department.add", .department, Text(ru: "Создаёт отдел", en: "Creates a department")) { call, command in
            try call.require(.configurePortal)
            let id = try DepartmentStore.create(
                name: call.parameters.text("NAME") ?? "", parent: call.parameters["PARENT"]?.number.map { DepartmentID($0) }, in: command)
            if let head = call.parameters["UF_HEAD"]?.number, head > 0 { try DepartmentStore.setHead(of: id, to: UserID(head), in: command) }
            return Answer(.int(id.rawValue))
        },
        .write("department.update", .department, Text(ru: "Изменяет отдел", en: "Changes a department")) { call, command in
            try call.require(.configurePortal)
            let id = DepartmentID(try call.parameters.id())
            if let name = call.parameters.text("NAME") { try DepartmentStore.rename(id, to: name, in: command) }
            if let parent = call.parameters["PARENT"]?.number { try DepartmentStore.move(id, under: parent > 0 ? DepartmentID(parent) : nil, in: command) }
            if let head = call.parameters["UF_HEAD"]?.number { try DepartmentStore.setHead(of: id, to: head > 0 ? UserID(head) : nil, in: command) }
            return Answer(true)
        },
        .write("department.delete", .department, Text(ru: "Удаляет отдел", en: "Deletes a department")) { call, command in
            try call.require(.configurePortal)
            try DepartmentStore.delete(DepartmentID(try call.parameters.id()), in: command)
            return Answer(true)
        },
    ]

    private static let fieldNames = [
        "ID", "ACTIVE", "EMAIL", "NAME", "LAST_NAME", "SECOND_NAME", "PERSONAL_GENDER", "PERSONAL_MOBILE", "WORK_PHONE", "WORK_POSITION",
        "TIME_ZONE", "UF_DEPARTMENT", "UF_PHONE_INNER", "DATE_REGISTER", "LAST_LOGIN",
    ]

    /// Tests stand under `FILTER` and, by older habit, at the top level.
    private static func filter(_ call: Call) -> JSONObject {
        var filter = topLevel(call)
        for (key, value) in call.parameters["FILTER"]?.object ?? JSONObject() { filter[key] = value }
        return filter
    }

    private static func topLevel(_ call: Call) -> JSONObject {
        let own: Set<String> = ["filter", "sort", "order", "start", "select", "auth", "find", "admin_mode"]
        return JSONObject((call.parameters.root.object ?? JSONObject()).members.filter { !own.contains($0.key.lowercased()) })
    }

    private static func list(
        _ call: Call, _ reader: any Reader, filter: JSONObject, where isWanted: (User) -> Bool = { _ in true }
    ) throws -> Answer {
        let members = Dictionary(grouping: try DepartmentStore.memberships(in: reader), by: \.user)
        let users = try UserStore.everybody(in: reader).filter(isWanted).sorted { $0.id < $1.id }
        let own = try PersonFields(call.services.items.catalog, in: reader)
        let values = try own.values(in: reader)
        let rows = users.map { row($0, (members[$0.id] ?? []).map(\.department), own, values[$0.id] ?? [:], call) }
        let order: JSONObject
        switch call.parameters["order"] {
        case .object(let object)?: order = object
        case let way?: order = .of([call.parameters.text("sort") ?? "ID": way])
        case nil: order = call.parameters.text("sort").map { .of([$0: "ASC"]) } ?? JSONObject()
        }
        return RowList(rows: rows).filtered(filter).sorted(order).page(call)
    }

    private static func row(
        _ user: User, _ departments: [DepartmentID], _ own: PersonFields, _ values: [FieldCode: Value], _ call: Call
    ) -> JSONObject {
        JSONObject(row(user, departments, call).members + own.fields.map { RESTField.member(values[$0.code], of: $0, call) })
    }

    private static func row(_ user: User, _ departments: [DepartmentID], _ call: Call) -> JSONObject {
        let profile = user.profile
        func moment(_ moment: Timestamp?) -> JSONValue { .string(moment?.contractText(in: call.zone) ?? "") }
        return .of([
            "ID": .string(String(user.id.rawValue)), "XML_ID": "", "ACTIVE": .bool(user.isActive), "NAME": .string(profile.firstName),
            "LAST_NAME": .string(profile.lastName), "SECOND_NAME": .string(profile.middleName), "EMAIL": .string(user.login),
            "LAST_LOGIN": moment(user.lastSeenAt), "DATE_REGISTER": moment(user.createdAt), "TIME_ZONE": .string(profile.timeZone ?? ""),
            "IS_ONLINE": .yesNo(user.lastSeenAt.map { call.now - $0 < .minutes(15) } ?? false), "LAST_ACTIVITY_DATE": moment(user.lastSeenAt),
            "PERSONAL_GENDER": "", "PERSONAL_BIRTHDAY": "", "PERSONAL_MOBILE": .string(profile.mobilePhone), "WORK_PHONE": .string(profile.workPhone),
            "WORK_POSITION": .string(profile.position), "UF_EMPLOYMENT_DATE": "", "UF_DEPARTMENT": .array(departments.map { .int($0.rawValue) }),
            "UF_PHONE_INNER": .string(profile.innerPhone), "USER_TYPE": "employee",
        ])
    }

    private static func departments(_ reader: any Reader) throws -> [JSONObject] {
        try DepartmentStore.all(in: reader).map { department in
            .of([
                "ID": .string(String(department.id.rawValue)), "NAME": .string(department.name), "SORT": .int(Int64(department.sort)),
                "PARENT": department.parent.map { .string(String($0.rawValue)) }, "UF_HEAD": department.head.map { .string(String($0.rawValue)) },
            ])
        }
    }
}
