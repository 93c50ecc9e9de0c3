import CRM
import Kernel

/// What the older methods for tasks tell of themselves: manifests, allowed actions, own fields of tasks.
enum TaskManifests {
    private static let action = RESTParameter(
        "ACTIONID", "integer", isRequired: true, Text(ru: "1 добавить, 2 изменить, 3 удалить, 4 отметить", en: "1 add, 2 change, 3 delete, 4 tick"))

    static let methods: [RESTMethod] = [
        .read(
            "task.checklistitem.isactionallowed", .task, Text(ru: "Можно ли менять пункт", en: "Whether a line may be changed"),
            [TaskPartMethods.task, TaskPartMethods.item, action]
        ) { call, reader in
            let (task, _, access) = try TaskPartMethods.line(call, reader)
            guard let number = call.parameters.value("ACTIONID", at: 2)?.number, (1...4).contains(number) else {
                throw TaskInput.failure("ACTIONID: 1, 2, 3 or 4 is expected.")
            }
            return Answer(.bool(task.allows(.tick, for: access)))
        },
        manifest("checklistitem", TaskPartMethods.methods, writable: ["TITLE", "IS_COMPLETE"], [
            "ID", "TASK_ID", "PARENT_ID", "CREATED_BY", "TITLE", "SORT_INDEX", "IS_COMPLETE", "IS_IMPORTANT", "TOGGLED_BY", "TOGGLED_DATE",
        ], dates: ["TOGGLED_DATE"], sortable: ["ID", "TITLE", "IS_COMPLETE"]),
        manifest("elapseditem", TaskTimeMethods.methods, writable: ["SECONDS", "COMMENT_TEXT", "USER_ID"], [
            "ID", "TASK_ID", "USER_ID", "COMMENT_TEXT", "SECONDS", "MINUTES", "SOURCE", "CREATED_DATE", "DATE_START", "DATE_STOP",
        ], dates: ["CREATED_DATE", "DATE_START", "DATE_STOP"], sortable: ["ID", "USER_ID", "MINUTES", "SECONDS", "CREATED_DATE"]),
        RESTMethod("task.item.userfield.getlist", .task, Text(ru: "Поля задач для файлов и CRM", en: "The fields of tasks for files and CRM")) { _ in
            Answer(
                [
                    field(1, "UF_CRM_TASK", "crm", ["LEAD": "Y", "CONTACT": "Y", "COMPANY": "Y", "DEAL": "Y"]),
                    field(2, "UF_TASK_WEBDAV_FILES", "disk_file", [:]),
                ], total: 2)
        },
    ]

    private static func manifest(
        _ family: String, _ methods: [RESTMethod], writable: [String], _ readable: [String], dates: [String], sortable: [String]
    ) -> RESTMethod {
        RESTMethod("task.\(family).getmanifest", .task, Text(ru: "Описание семейства методов", en: "Describes a family of methods")) { _ in
            let own = methods.filter { $0.name.hasPrefix("task.\(family).") }
            let available = own.map { method -> JSONObject.Member in
                let parameters = method.parameters.map { ["description": .string($0.name), "type": .string($0.type)] as JSONValue }
                let required = Int64(method.parameters.filter(\.isRequired).count)
                return JSONObject.Member(
                    method.name.split(separator: ".").last.map(String.init) ?? "",
                    ["mandatoryParamsCount": .int(required), "params": .array(parameters)])
            }
            func list(_ names: [String]) -> JSONValue { .array(names.map(JSONValue.string)) }
            return Answer([
                "Manifest version": "1.1", "Warning": "don't rely on format of this manifest, it can be changed without any notification",
                "REST: shortname alias to class": .string(family), "REST: writable \(family) data fields": list(writable),
                "REST: readable \(family) data fields": list(readable), "REST: sortable \(family) data fields": list(sortable),
                "REST: date fields": list(dates), "REST: available methods": .object(JSONObject(available)),
            ])
        }
    }

    private static func field(_ id: Int64, _ name: String, _ type: String, _ settings: JSONValue) -> JSONValue {
        [
            "ID": .id(id), "ENTITY_ID": "TASKS_TASK", "FIELD_NAME": .string(name), "USER_TYPE_ID": .string(type), "XML_ID": .string(name),
            "SORT": "100", "MULTIPLE": "Y", "MANDATORY": "N", "SHOW_FILTER": "N", "SHOW_IN_LIST": "N", "EDIT_IN_LIST": "Y",
            "IS_SEARCHABLE": "N", "SETTINGS": settings,
        ]
    }
}
