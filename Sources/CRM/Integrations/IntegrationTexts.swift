import Kernel

package enum IntegrationTexts {
    static let badTitle = Text(ru: "Назовите вебхук: от 1 до 100 знаков", en: "Name the webhook: 1 to 100 characters")
    static let noScopes = Text(ru: "Отметьте хотя бы одно право доступа", en: "Tick at least one access right")
    static let tooMany = Text(
        ru: "Действующих вебхуков уже {limit}. Отзовите ненужные", en: "There are {limit} working webhooks already. Revoke some first")
    static let badApplicationTitle = Text(ru: "Назовите приложение: от 1 до 100 знаков", en: "Name the application: 1 to 100 characters")
    static let tooManyApplications = Text(
        ru: "Приложений уже {limit}. Удалите ненужные", en: "There are {limit} applications already. Delete some first")
    static let noEvent = Text(ru: "Отметьте события из списка", en: "Tick events of the list")
    static let tooManyHandlers = Text(
        ru: "Подписок уже {limit}. Удалите ненужные", en: "There are {limit} subscriptions already. Delete some first")
    package static let noHandler = Text(ru: "Подписка удалена: сообщать некому", en: "The subscription was deleted: there is nobody to tell")
    static let unknown = Text(ru: "Такого вебхука нет. Обновите страницу", en: "There is no such webhook. Reload the page")
    static let badTriggerCode = Text(
        ru: "Код триггера: от 1 до 100 латинских букв, цифр и знаков . - _", en: "The code of a trigger is 1 to 100 Latin letters, digits and . - _")
    static let badTriggerName = Text(
        ru: "Название триггера: от 1 до 200 знаков.", en: "The name of a trigger is 1 to 200 characters long.")
}

extension IntegrationScope {
    package var title: Text {
        switch self {
        case .crm: Text(ru: "CRM", en: "CRM")
        case .task: Text(ru: "Задачи", en: "Tasks")
        case .user: Text(ru: "Сотрудники", en: "People")
        case .department: Text(ru: "Структура компании", en: "Company structure")
        case .telephony: Text(ru: "Телефония", en: "Telephony")
        case .bizproc: Text(ru: "Бизнес-процессы", en: "Processes")
        case .im: Text(ru: "Уведомления и сообщения", en: "Notifications and messages")
        case .messageservice: Text(ru: "Отправка SMS", en: "Sending SMS")
        case .catalog: Text(ru: "Каталог товаров", en: "Catalogue of products")
        }
    }
}
