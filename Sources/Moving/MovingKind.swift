import CRM
import Kernel

/// What is moved, in the order in which it is moved: each kind needs those before it. Raw values are stored and written on the
/// command line; never renamed.
package enum MovingKind: String, Sendable, CaseIterable {
    case departments, people
    /// Lists, pipelines with their stages, own fields: without them no item can be understood, so they are looked at each time.
    case settings
    case companies, contacts, leads, deals, activities, tasks, comments

    package var title: Text {
        switch self {
        case .departments: Text(ru: "Отделы", en: "Departments")
        case .people: Text(ru: "Сотрудники", en: "People")
        case .settings: Text(ru: "Справочники, воронки, поля", en: "Lists, pipelines, fields")
        case .companies: EntityType.company.pluralName
        case .contacts: EntityType.contact.pluralName
        case .leads: EntityType.lead.pluralName
        case .deals: EntityType.deal.pluralName
        case .activities: Text(ru: "Дела", en: "Activities")
        case .tasks: Text(ru: "Задачи", en: "Tasks")
        case .comments: Text(ru: "Комментарии", en: "Comments")
        }
    }

    var entity: EntityType? {
        switch self {
        case .companies: .company
        case .contacts: .contact
        case .leads: .lead
        case .deals: .deal
        case .departments, .people, .settings, .activities, .tasks, .comments: nil
        }
    }
}

extension EntityType {
    var movingKind: MovingKind {
        switch self {
        case .lead: .leads
        case .deal: .deals
        case .contact: .contacts
        case .company: .companies
        }
    }
}
