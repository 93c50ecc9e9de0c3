import CRM
import Kernel

enum ItemFormTexts {
    static func title(_ entity: EntityType) -> Text {
        switch entity {
        case .lead: Text(ru: "Новый лид", en: "New lead")
        case .deal: Text(ru: "Новая сделка", en: "New deal")
        case .contact: Text(ru: "Новый контакт", en: "New contact")
        case .company: Text(ru: "Новая компания", en: "New company")
        }
    }

    static func created(_ entity: EntityType) -> Text {
        switch entity {
        case .lead: Text(ru: "Лид создан", en: "The lead is created")
        case .deal: Text(ru: "Сделка создана", en: "The deal is created")
        case .contact: Text(ru: "Контакт создан", en: "The contact is created")
        case .company: Text(ru: "Компания создана", en: "The company is created")
        }
    }

    static let mayNotCreate = Text(
        ru: "У вас нет права добавлять: {entity}. Обратитесь к администратору.",
        en: "You may not add items here: {entity}. Ask an administrator.")
    static let client = Text(ru: "Клиент", en: "Client")
    static let newClient = Text(ru: "Или новый клиент", en: "Or a new client")
    static let clientName = Text(ru: "Фамилия и имя", en: "Last and first name")
    static let clientCompany = Text(ru: "Название компании", en: "Company name")
    static let more = Text(ru: "Другие поля", en: "Other fields")
    static let create = Text(ru: "Создать", en: "Create")
    static let hint = Text(ru: "Ctrl + Enter — создать", en: "Ctrl + Enter to create")
    static let duplicates = Text(ru: "Похоже, этот клиент уже есть", en: "This client seems to be known already")
    static let hidden = Text(ru: "Карточка вам недоступна", en: "A card you may not see")
    static let sameInn = Text(ru: "ИНН {inn}", en: "taxpayer number {inn}")
}
