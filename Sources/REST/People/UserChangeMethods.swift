import CRM
import Kernel
import Storage

/// `user.add` and `user.update`: who works here, changed by who may configure the portal. Parameters are the fields themselves.
enum UserChangeMethods {
    private static let fields = [
        RESTParameter("NAME", "string", Text(ru: "Имя", en: "First name")), RESTParameter("LAST_NAME", "string", Text(ru: "Фамилия", en: "Last name")),
        RESTParameter("SECOND_NAME", "string", Text(ru: "Отчество", en: "Middle name")),
        RESTParameter("WORK_POSITION", "string", Text(ru: "Должность", en: "Position")),
        RESTParameter("WORK_PHONE", "string", Text(ru: "Рабочий телефон", en: "Work phone")),
        RESTParameter("PERSONAL_MOBILE", "string", Text(ru: "Мобильный телефон", en: "Mobile phone")),
        RESTParameter("UF_PHONE_INNER", "string", Text(ru: "Внутренний номер", en: "Extension")),
        RESTParameter("TIME_ZONE", "string", Text(ru: "Часовой пояс", en: "Time zone")),
        RESTParameter("UF_DEPARTMENT", "integer[]", Text(ru: "Отделы", en: "Departments")),
        RESTParameter("PERSONAL_PHOTO", "file", Text(ru: "[имя, base64]", en: "[name, base64]")),
        RESTParameter("UF_USR_…", "string", Text(ru: "Свои поля (user.userfield.*)", en: "Own fields (user.userfield.*)")),
    ]

    static let methods: [RESTMethod] = [
        .writeWithFiles(
            "user.add", .user,
            Text(
                ru: "Заводит сотрудника без пароля; ссылку для входа выдают на его странице",
                en: "Adds a person without a password; the link to sign in is given on their page"),
            [RESTParameter("EMAIL", "string", isRequired: true, Text(ru: "Электронная почта, она же логин", en: "The e-mail address, which is the login"))] + fields,
            files: { $0.parameters["PERSONAL_PHOTO"] }, add),
        .writeWithFiles(
            "user.update", .user,
            Text(ru: "Изменяет сотрудника; ACTIVE увольняет и возвращает", en: "Changes a person; ACTIVE dismisses and takes back"),
            [
                RESTParameter("ID", "integer", isRequired: true, Text(ru: "Номер сотрудника", en: "The person's number")),
                RESTParameter("EMAIL", "string", Text(ru: "Электронная почта, она же логин", en: "The e-mail address, which is the login")),
                RESTParameter("ACTIVE", "boolean", Text(ru: "Работает ли", en: "Whether they work here")),
                RESTParameter("SUBSTITUTE", "integer", Text(ru: "Кто заменит уволенного в настройках", en: "Who takes a dismissed person's place in the settings")),
            ] + fields, files: { $0.parameters["PERSONAL_PHOTO"] }, update),
    ]

    private static func failure(_ text: String) -> RESTFailure { RESTFailure(400, "ERROR_CORE", text) }

    @Sendable private static func add(_ call: Call, _ files: SentFiles?, _ command: Command) throws -> Answer {
        try call.require(.configurePortal)
        return try coded(call) {
            var new = NewUser(login: call.parameters.text("EMAIL") ?? "", profile: profile(call, over: UserProfile(firstName: "", lastName: "")))
            new.departments = try departments(call) ?? []
            let id = try UserStore.insert(new, passwordHash: nil, in: command)
            if let photo = files?.new.first { try UserStore.change(id, photo: photo, in: command) }
            try setOwn(of: id, isNew: true, call, command)
            return Answer(.int(id.rawValue))
        }
    }

    @Sendable private static func update(_ call: Call, _ files: SentFiles?, _ command: Command) throws -> Answer {
        try call.require(.configurePortal)
        return try coded(call) {
            let user = try UserStore.requireUser(UserID(call.parameters["ID"]?.number ?? 0), in: command.transaction)
            let profile = profile(call, over: user.profile)
            if profile != user.profile { try UserStore.change(user.id, to: profile, in: command) }
            if let login = call.parameters.text("EMAIL"), !login.isEmpty { try UserStore.change(user.id, login: login, in: command) }
            if let departments = try departments(call) { try DepartmentStore.setDepartments(of: user.id, to: departments, in: command) }
            if let photo = files?.new.first { try UserStore.change(user.id, photo: photo, in: command) }
            try setOwn(of: user.id, isNew: false, call, command)
            try setActive(user, call, command)
            return Answer(true)
        }
    }

    private static func setOwn(of user: UserID, isNew: Bool, _ call: Call, _ command: Command) throws {
        let own = try PersonFields(call.services.items.catalog, in: command.transaction)
        try own.set(try FieldInput(call.parameters, own: own.fields).values, of: user, isNew: isNew, in: command)
    }

    private static func setActive(_ user: User, _ call: Call, _ command: Command) throws {
        guard let sent = call.parameters["ACTIVE"], !sent.isVoid else { return }
        guard let isActive = sent.flag else { throw failure("ACTIVE: Y or N is expected.") }
        guard isActive != user.isActive else { return }
        if isActive { return try call.services.staff.restore(user.id, in: command) }
        let substitute = call.parameters["SUBSTITUTE"]?.number.map { UserID($0) }
        try call.services.staff.dismiss(user.id, substitute: substitute, in: command)
    }

    private static func profile(_ call: Call, over known: UserProfile) -> UserProfile {
        var profile = known
        func take(_ name: String, _ path: WritableKeyPath<UserProfile, String>) {
            if let text = call.parameters.text(name) { profile[keyPath: path] = text }
        }
        take("NAME", \.firstName)
        take("LAST_NAME", \.lastName)
        take("SECOND_NAME", \.middleName)
        take("WORK_POSITION", \.position)
        take("WORK_PHONE", \.workPhone)
        take("PERSONAL_MOBILE", \.mobilePhone)
        take("UF_PHONE_INNER", \.innerPhone)
        if let zone = call.parameters.text("TIME_ZONE") { profile.timeZone = zone }
        return profile
    }

    private static func departments(_ call: Call) throws -> [DepartmentID]? {
        guard let sent = call.parameters["UF_DEPARTMENT"] else { return nil }
        return try sent.elements.filter { !$0.isVoid }.map { element in
            guard let id = element.number, id > 0 else { throw failure("UF_DEPARTMENT: numbers of departments are expected.") }
            return DepartmentID(id)
        }
    }

    /// Refusals of this family carry a code.
    private static func coded<T>(_ call: Call, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let failure as Failure {
            throw self.failure(failure.message[call.caller.language])
        } catch let refusal as RESTFailure where refusal.code.isEmpty {
            throw failure(refusal.text)
        }
    }
}
