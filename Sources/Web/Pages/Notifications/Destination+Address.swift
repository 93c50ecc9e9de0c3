import CRM
import Kernel

extension Destination {
    /// Where a notification leads, as an address of the portal.
    var address: String {
        switch self {
        case .item(let item): item.cardAddress
        case .task(let task): "/tasks/\(task)"
        case .dialogue(let person): "/messages/\(person)"
        case .page(let path): returnAddress(path, else: "/")
        }
    }

    var icon: Icon {
        switch self {
        case .item(let item): item.entity?.icon ?? .info
        case .task: .listChecks
        case .dialogue: .messageSquare
        case .page: .info
        }
    }
}
