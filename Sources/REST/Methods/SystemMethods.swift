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
        .read("app.info", nil, Text(ru: "Сведения о портале, ключе и приложении", en: "About the portal, the key and the application")) { call, reader in
            let common: JSONValue = [
                "SCOPE": .array(call.caller.scopes.sorted().map { .string($0.rawValue) }), "LICENSE": "selfhosted",
                "LANGUAGE_ID": .string(call.caller.language.rawValue),
            ]
            guard let application = try call.caller.application.flatMap({ try ApplicationStore.application($0, in: reader) }) else {
                return Answer(common)
            }
            let own: JSONValue = [
                "ID": .int(application.id.rawValue), "CODE": .string(application.clientID), "VERSION": 1, "STATUS": "L", "INSTALLED": true,
                "PAYMENT_EXPIRED": "N", "DAYS": nil, "LICENSE_TYPE": "selfhosted", "LICENSE_FAMILY": "selfhosted",
            ]
            return Answer(.object(JSONObject((own.object?.members ?? []) + (common.object?.members ?? []))))
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
