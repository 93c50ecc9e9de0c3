import Kernel

extension SettingsSection {
    var title: Text {
        switch self {
        case .readiness: Text(ru: "Готовность портала", en: "Portal readiness")
        case .portal: Text(ru: "Портал", en: "Portal")
        case .workingTime: Text(ru: "Рабочее время", en: "Working time")
        case .people: Text(ru: "Сотрудники", en: "People")
        case .structure: Text(ru: "Структура компании", en: "Company structure")
        case .roles: Text(ru: "Роли и права", en: "Roles and rights")
        case .constants: Text(ru: "Константы и роли процесса", en: "Constants and process roles")
        case .fields: Text(ru: "Поля", en: "Fields")
        case .currencies: CurrencyPageTexts.title
        case .pipelines: Text(ru: "Воронки и стадии", en: "Pipelines and stages")
        case .forms: Text(ru: "Веб-формы", en: "Web forms")
        case .mail: Text(ru: "Почта", en: "Mail")
        case .webhooks: Text(ru: "Исходящие вебхуки", en: "Outgoing webhooks")
        case .integrations: Text(ru: "Входящие вебхуки (REST API)", en: "Incoming webhooks (REST API)")
        case .imports: Text(ru: "Импорт", en: "Import")
        case .profile: Text(ru: "Мой профиль", en: "My profile")
        }
    }

    var lead: Text {
        switch self {
        case .readiness: Text(ru: "Что нужно заполнить, чтобы роботы работали без сбоев.", en: "What must be set for robots to work without a hitch.")
        case .portal: Text(ru: "Название, часовой пояс, форматы даты и времени.", en: "Name, time zone, date and time formats.")
        case .workingTime: Text(ru: "Часы работы, выходные и праздники: по ним считаются сроки роботов.", en: "Hours, days off and holidays: robots count deadlines by them.")
        case .people: Text(ru: "Кто работает в портале, контакты и приглашения.", en: "Who works in the portal, contacts and invitations.")
        case .structure: Text(ru: "Отделы и руководители: кому приходит «Контроль».", en: "Departments and heads: who gets Control.")
        case .roles: Text(ru: "Кто и что видит, меняет, удаляет и загружает.", en: "Who sees, changes, deletes and imports what.")
        case .constants: Text(ru: "Кому роботы ставят задачи и какие значения подставляют.", en: "Whom robots give tasks to and which values they use.")
        case .fields: Text(ru: "Поля лидов, сделок, контактов, компаний и сотрудников.", en: "Fields of leads, deals, contacts, companies and people.")
        case .currencies: CurrencyPageTexts.lead
        case .pipelines: Text(ru: "Стадии лидов и сделок, их порядок и цвета.", en: "Stages of leads and deals, their order and colours.")
        case .forms: Text(ru: "Страницы, где клиент оставляет заявку и она становится лидом.", en: "Pages where a client leaves a request that becomes a lead.")
        case .integrations: Text(ru: "Адреса, по которым программы работают с порталом от вашего имени.", en: "Addresses by which programs work with the portal in your name.")
        case .mail: Text(ru: "Через какой сервер уходят письма роботов.", en: "The server that letters of robots leave through.")
        case .webhooks: Text(ru: "Кому роботы сообщают о событиях и что дошло.", en: "Whom robots tell of events, and what has arrived.")
        case .imports: Text(ru: "Загрузка лидов, сделок, контактов, компаний, задач и товаров из Excel и CSV.", en: "Load leads, deals, contacts, companies, tasks and products from Excel and CSV.")
        case .profile: Text(ru: "Имя, контакты, пароль и оформление.", en: "Name, contacts, password and appearance.")
        }
    }
}

enum SettingsPageTexts {
    static let saved = Text(ru: "Сохранено", en: "Saved")
    static let save = Text(ru: "Сохранить", en: "Save")
    static let add = Text(ru: "Добавить", en: "Add")
    static let create = Text(ru: "Создать", en: "Create")
    static let delete = Text(ru: "Удалить", en: "Delete")
    static let edit = Text(ru: "Изменить", en: "Edit")
    static let deleted = Text(ru: "Удалено", en: "Deleted")
    static let notSet = Text(ru: "Не выбрано", en: "Not chosen")
    static let lead = Text(ru: "Всё, что определяет работу портала.", en: "Everything that governs the portal.")
    static let companyGroup = Text(ru: "Компания", en: "Company")
    static let crmGroup = Text(ru: "CRM и роботы", en: "CRM and robots")
    static let personalGroup = Text(ru: "Данные и личное", en: "Data and personal")
    static let readyCount = Text(ru: "Готово {done} из {total}", en: "{done} of {total} done")
    static let allReady = Text(ru: "Портал готов к работе", en: "The portal is ready")
    static let notNamed = Text(ru: "Название не указано", en: "No name yet")
    static let notSetYet = Text(ru: "Не настроено", en: "Not set up")

    static func people(_ count: Int) -> Text {
        Text(ru: "\(count) \(russianPlural(count, one: "сотрудник", few: "сотрудника", many: "сотрудников"))", en: count == 1 ? "1 person" : "\(count) people")
    }

    static func departments(_ count: Int) -> Text {
        Text(ru: "\(count) \(russianPlural(count, one: "отдел", few: "отдела", many: "отделов"))", en: count == 1 ? "1 department" : "\(count) departments")
    }

    static func roles(_ count: Int) -> Text {
        Text(ru: "\(count) \(russianPlural(count, one: "роль", few: "роли", many: "ролей"))", en: count == 1 ? "1 role" : "\(count) roles")
    }

    static func customFields(_ count: Int) -> Text {
        Text(ru: "\(count) \(russianPlural(count, one: "своё поле", few: "своих поля", many: "своих полей"))", en: count == 1 ? "1 custom field" : "\(count) custom fields")
    }

    static func pipelines(_ count: Int) -> Text {
        Text(ru: "\(count) \(russianPlural(count, one: "воронка", few: "воронки", many: "воронок"))", en: count == 1 ? "1 pipeline" : "\(count) pipelines")
    }

    static func forms(_ count: Int) -> Text {
        Text(ru: "\(count) \(russianPlural(count, one: "форма", few: "формы", many: "форм"))", en: count == 1 ? "1 form" : "\(count) forms")
    }

    static func constants(_ count: Int, empty: Int) -> Text {
        empty == 0
            ? Text(ru: "Все роли назначены", en: "All roles are assigned")
            : Text(ru: "Без сотрудника: \(empty) из \(count)", en: "Without a person: \(empty) of \(count)")
    }
}
