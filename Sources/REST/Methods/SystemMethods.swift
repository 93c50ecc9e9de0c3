import CRM
import Kernel

/// What a program asks first: which methods there are, who it is, what time it is.
enum SystemMethods {
    static let methods: [RESTMethod] = [
        RESTMethod("methods", nil, Text(ru: "Имена доступных методов", en: "Names of the methods within reach")) { call in
            let scope = call.parameters.text("scope")
            let all = MethodCatalog.standard.all.filter { method in
                if let scope { return (method.scope?.rawValue ?? "") == scope }
                return call.parameters.flag("full") || call.caller.reaches(method)
            }
            return Answer(.array(all.map { .string($0.name) }))
        },
        RESTMethod("method.get", nil, Text(ru: "Есть ли метод и доступен ли он", en: "Whether a method exists and is within reach")) { call in
            let method = MethodCatalog.standard[call.parameters.text("name") ?? ""]
            return Answer([
                "isExisting": .bool(method != nil), "isAvailable": .bool(method.map(call.caller.reaches) ?? false),
            ])
        },
        RESTMethod("scope", nil, Text(ru: "Права доступа ключа", en: "What the key reaches")) { call in
            let all = call.parameters.flag("full") ? Set(IntegrationScope.allCases) : call.caller.scopes
            return Answer(.array(all.sorted().map { .string($0.rawValue) }))
        },
        RESTMethod("server.time", nil, Text(ru: "Время сервера", en: "The server's time")) { call in
            Answer(.string(call.now.contractText(in: call.zone)))
        },
        RESTMethod("app.info", nil, Text(ru: "Сведения о портале и ключе", en: "About the portal and the key")) { call in
            Answer([
                "SCOPE": .array(call.caller.scopes.sorted().map { .string($0.rawValue) }), "LICENSE": "selfhosted",
                "LANGUAGE_ID": .string(call.caller.language.rawValue),
            ])
        },
        RESTMethod("profile", nil, Text(ru: "Кто вызывает", en: "Who calls")) { call in
            let user = call.caller.user
            return Answer([
                "ID": .string(String(user.id.rawValue)), "ADMIN": .bool(call.viewer.isAdministrator),
                "NAME": .string(user.profile.firstName), "LAST_NAME": .string(user.profile.lastName), "PERSONAL_GENDER": "",
                "TIME_ZONE": .string(user.profile.timeZone ?? ""),
            ])
        },
        RESTMethod("user.admin", nil, Text(ru: "Администратор ли вызывающий", en: "Whether the caller is an administrator")) { call in
            Answer(.bool(call.viewer.isAdministrator))
        },
        RESTMethod("feature.get", nil, Text(ru: "Есть ли возможность", en: "Whether a feature is there")) { call in
            guard let code = call.parameters.text("CODE"), !code.isEmpty else {
                throw RESTFailure(400, "CODE_EMPTY", "Feature code is empty")
            }
            // What the original sells apart under such names does not exist here.
            return Answer(["value": "N"])
        },
    ]
}
