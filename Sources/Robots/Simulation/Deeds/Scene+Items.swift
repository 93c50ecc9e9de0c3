import Automation
import CRM
import Kernel
import Storage

extension Scene {
    /// The youngest open item of the story that suits: what people are working on at that moment.
    func youngest(_ items: ItemStore, where suits: (Item) -> Bool = { _ in true }) throws -> Item? {
        let loaded = try items.load(self.items, in: transaction)
        return self.items.reversed().compactMap { loaded[$0] }.first { !$0.isDeleted && !$0.isClosed && suits($0) }
    }

    /// Whoever is responsible does it; nobody responsible is whoever asked for the simulation.
    func person(for item: Item) -> UserID? { item.responsible ?? person }

    /// A command of a person in this scene, automation settled at its end. Whose rights are short learns so as in the portal.
    func act<T>(_ portal: Portal, as user: UserID?, _ body: (Command) throws -> T) throws -> T {
        try portal.perform(as: user.map { .person($0) } ?? .system, in: transaction, body)
    }

    func name(of user: UserID?) throws -> Text {
        guard let user else { return DeedTexts.portal }
        return Text(verbatim: try UserStore.names(of: [user], in: transaction)[user] ?? "№ \(user)")
    }

    /// The client's phones or addresses: the item's own, then its contact's and company's.
    func client(of item: Item, _ items: ItemStore, _ read: (Item) -> [String]) throws -> String? {
        if let own = read(item).first { return own }
        let clients = try items.load(item.contacts + [item.company].compactMap(\.self), in: transaction)
        return (item.contacts + [item.company].compactMap(\.self)).compactMap { clients[$0] }.flatMap(read).first
    }
}
