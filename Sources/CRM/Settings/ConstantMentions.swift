import Kernel
import Storage

/// Constants that name people: the roles of the process.
struct ConstantMentions: PersonMentions {
    func mentions(of user: UserID, in reader: any Reader) throws -> [PersonMention] {
        try naming(user, in: reader).map {
            PersonMention(place: PeopleTexts.inConstant.with(["name": $0.title]), path: "/settings/constants")
        }
    }

    /// Writes past the check of permissions for constants: who may dismiss may also say who takes over.
    func replace(_ user: UserID, with substitute: UserID, in command: Command) throws {
        for constant in try naming(user, in: command.transaction) {
            var people: [UserID] = []
            for person in constant.value.userIDs.map({ $0 == user ? substitute : $0 }) where !people.contains(person) {
                people.append(person)
            }
            let value: Value = constant.isMultiple ? .list(people.map(Value.user)) : .user(substitute)
            try ConstantStore.write(value, to: constant.code, in: command)
        }
    }

    private func naming(_ user: UserID, in reader: any Reader) throws -> [Constant] {
        try ConstantStore.all(in: reader).filter { $0.value.userIDs.contains(user) }
    }
}
