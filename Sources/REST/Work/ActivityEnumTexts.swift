import CRM
import Kernel

/// `crm.enum.activity*`: what the numbers of activities mean.
enum ActivityEnums {
    static let methods: [RESTMethod] = [
        list("activitytype", Text(ru: "Виды дел", en: "Kinds of activities"), [
            (1, Text(ru: "Встреча", en: "Meeting")), (2, Text(ru: "Звонок", en: "Call")), (3, Text(ru: "Задача", en: "Task")),
            (4, Text(ru: "Письмо", en: "E-mail")), (6, Text(ru: "Дело", en: "To-do")),
        ]),
        list("activitypriority", Text(ru: "Важность", en: "Priorities"), [
            (1, Text(ru: "Низкая", en: "Low")), (2, Text(ru: "Средняя", en: "Medium")), (3, Text(ru: "Высокая", en: "High")),
        ]),
        list("activitydirection", Text(ru: "Направления", en: "Directions"), [
            (1, Text(ru: "Входящее", en: "Incoming")), (2, Text(ru: "Исходящее", en: "Outgoing")),
        ]),
        list("activitynotifytype", Text(ru: "Единицы напоминания", en: "Units of reminders"), [
            (1, Text(ru: "Минуты", en: "Minutes")), (2, Text(ru: "Часы", en: "Hours")), (3, Text(ru: "Дни", en: "Days")),
        ]),
        list("activitystatus", Text(ru: "Состояния дел", en: "States of activities"), [
            (1, Text(ru: "Запланировано", en: "Planned")), (2, Text(ru: "Завершено", en: "Done")),
            (3, Text(ru: "Завершено автоматически", en: "Done automatically")),
        ]),
    ]

    private static func list(_ name: String, _ about: Text, _ entries: [(Int64, Text)]) -> RESTMethod {
        RESTMethod("crm.enum.\(name)", .crm, about) { call in
            Answer(
                .array(
                    entries.map { id, title in
                        ["ID": .int(id), "NAME": .string(title[call.caller.language]), "SYMBOL_CODE": nil, "SYMBOL_CODE_SHORT": nil]
                    }))
        }
    }
}
