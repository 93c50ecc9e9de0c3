import CRM
import Kernel
import Storage

/// Departments with the departments above them; their heads follow once the people are there.
struct DepartmentsMove {
    let course: Course

    func run() async throws {
        let rows = try await course.client.all("department.get", .init([.init("sort", "ID"), .init("order", "ASC")]))
        let sorted = DepartmentsMove.parentsFirst(rows)
        try await course.write(.departments, last: "") { [records = course.records] command, tally in
            try command.transaction.actAlone()
            var known = try records.all(MovingKind.departments.rawValue, in: command.transaction)
            for row in sorted {
                let id = row.value("ID")?.scalarText ?? ""
                try tally.take(id, command) { tally in
                    let name = row.value("NAME")?.scalarText ?? id
                    let parent = row.value("PARENT")?.scalarText.flatMap { known[$0]?.number }.map { DepartmentID($0) }
                    let digest = MovedRecord.digest([name, parent?.description ?? ""])
                    let record = try write(name, parent, known[id], digest, command, &tally)
                    known[id] = record
                    try records.save(MovingKind.departments.rawValue, id, own: record.own, digest: digest, in: command.transaction)
                }
            }
        }
        await course.show(.departments, done: rows.count, total: rows.count)
    }

    private func write(
        _ name: String, _ parent: DepartmentID?, _ known: MovedRecord?, _ digest: String, _ command: Command, _ tally: inout Tally
    ) throws -> MovedRecord {
        if let known, let id = known.number.map({ DepartmentID($0) }), try DepartmentStore.department(id, in: command.transaction) != nil {
            if known.digest == digest {
                tally.unchanged += 1
            } else {
                try DepartmentStore.rename(id, to: name, in: command)
                try DepartmentStore.move(id, under: parent, in: command)
                tally.changed += 1
            }
            return MovedRecord(own: known.own, digest: digest)
        }
        // A company has one department at the top: that of the portal moved in becomes the one that is there.
        let same = try DepartmentStore.all(in: command.transaction).first { $0.name == name && $0.parent == parent }
        if let same {
            tally.unchanged += 1
            return MovedRecord(own: String(same.id.rawValue), digest: digest)
        }
        tally.made += 1
        return MovedRecord(own: String(try DepartmentStore.create(name: name, parent: parent, in: command).rawValue), digest: digest)
    }

    /// A department comes after the one above it; what hangs in a circle comes last.
    private static func parentsFirst(_ rows: [JSONObject]) -> [JSONObject] {
        let ids = Set(rows.compactMap { $0.value("ID")?.scalarText })
        var placed: Set<String> = []
        var sorted: [JSONObject] = []
        var rest = rows
        while !rest.isEmpty {
            let ready = rest.filter { row in
                guard let parent = row.value("PARENT")?.scalarText, ids.contains(parent) else { return true }
                return placed.contains(parent)
            }
            if ready.isEmpty { return sorted + rest }
            sorted += ready
            placed.formUnion(ready.compactMap { $0.value("ID")?.scalarText })
            rest.removeAll { row in placed.contains(row.value("ID")?.scalarText ?? "") }
        }
        return sorted
    }
}

/// People: without a password, until an administrator invites them; whoever has left is dismissed here too.
struct PeopleMove {
    let course: Course
    /// People a transaction: each is written alone in the portal.
    private static let batch = 200

    func run() async throws {
        let rows = try await course.client.all("user.get", .init([.init("sort", "ID"), .init("order", "ASC"), .init("ADMIN_MODE", true)]))
        for start in stride(from: 0, to: rows.count, by: Self.batch) {
            let part = Array(rows[start..<min(start + Self.batch, rows.count)])
            try await course.write(.people, last: "") { [course] command, tally in
                try command.transaction.actAlone()
                let departments = try course.records.all(MovingKind.departments.rawValue, in: command.transaction)
                let known = try course.records.find(
                    MovingKind.people.rawValue, part.compactMap { $0.value("ID")?.scalarText }, in: command.transaction)
                for row in part {
                    let person = SourcePerson(row, departments)
                    try tally.take(person.foreign, command) { try take(person, known[person.foreign], command, &$0) }
                }
            }
            await course.show(.people, done: start + part.count, total: rows.count)
        }
        try await setHeads()
    }

    private func take(_ person: SourcePerson, _ known: MovedRecord?, _ command: Command, _ tally: inout Tally) throws {
        guard person.isEmployee else { return tally.warn(person.foreign, MovingTexts.outsider) }
        let digest = person.digest
        if let known, known.digest == digest {
            tally.unchanged += 1
            return
        }
        let login = person.login(at: course.client.address.host)
        let id: UserID
        if let own = known?.number.map({ UserID($0) }), let user = try UserStore.user(own, in: command.transaction) {
            id = own
            try UserStore.change(id, to: person.profile(changing: user.profile), in: command)
            tally.changed += 1
        } else if let user = try UserStore.user(login: login, in: command.transaction) {
            // Whoever is here already keeps what he says of himself.
            id = user.id
            tally.unchanged += 1
        } else {
            id = try UserStore.insert(NewUser(login: login, profile: person.profile(changing: nil)), passwordHash: nil, in: command)
            tally.made += 1
            if person.email.isEmpty { tally.warn(person.foreign, MovingTexts.noEmail.with(["login": login])) }
        }
        for department in person.departments { try DepartmentStore.add(id, to: department, in: command) }
        let isActive = try UserStore.requireUser(id, in: command.transaction).isActive
        if isActive, !person.isActive { try course.target.staff.dismiss(id, substitute: nil, in: command) }
        if !isActive, person.isActive, known != nil { try course.target.staff.restore(id, in: command) }
        try course.records.save(MovingKind.people.rawValue, person.foreign, own: String(id.rawValue), digest: digest, in: command.transaction)
    }

    /// Makes the heads of departments what they are at the source; one that was not moved or has left heads nothing.
    private func setHeads() async throws {
        guard course.options.kinds.contains(.departments) else { return }
        let rows: [JSONObject]
        do { rows = try await course.client.all("department.get") } catch is SourceRefusal { return }
        try await course.target.portal.perform(as: course.actor, .bulk) { [course] command in
            try command.transaction.actAlone()
            let departments = try course.records.all(MovingKind.departments.rawValue, in: command.transaction)
            let people = try course.records.people(in: command.transaction)
            for row in rows {
                guard let id = row.value("ID")?.scalarText.flatMap({ departments[$0]?.number }).map({ DepartmentID($0) }),
                    let head = row.value("UF_HEAD")?.scalarText.flatMap({ people[$0] }),
                    let department = try DepartmentStore.department(id, in: command.transaction), department.head != head,
                    try UserStore.user(head, in: command.transaction)?.isActive == true
                else { continue }
                try DepartmentStore.setHead(of: id, to: head, in: command)
            }
        }
    }
}

/// A person as the source describes him.
struct SourcePerson: Sendable {
    let foreign: String
    let email: String
    let isActive: Bool
    /// Bots and people from outside write to the portal, but do not work in it.
    let isEmployee: Bool
    let departments: [DepartmentID]
    private let texts: [String: String]
    private let zone: String?

    private static let names = ["NAME", "LAST_NAME", "SECOND_NAME", "WORK_POSITION", "WORK_PHONE", "PERSONAL_MOBILE", "UF_PHONE_INNER"]
    private static let outsiders: Set<String> = ["bot", "email", "imconnector", "replica", "shop", "sale", "saleanonymous", "controller"]

    init(_ row: JSONObject, _ departments: [String: MovedRecord]) {
        foreign = row.value("ID")?.scalarText ?? ""
        email = row.value("EMAIL")?.scalarText?.withoutOuterSpace.lowercased() ?? ""
        isActive = row.value("ACTIVE")?.flag ?? true
        isEmployee = !SourcePerson.outsiders.contains(row.value("USER_TYPE")?.scalarText?.lowercased() ?? "")
        self.departments = (row.value("UF_DEPARTMENT")?.elements ?? []).compactMap { $0.scalarText.flatMap { departments[$0]?.number } }.map { DepartmentID($0) }
        texts = Dictionary(uniqueKeysWithValues: SourcePerson.names.map { ($0, row.value($0)?.scalarText?.withoutOuterSpace ?? "") })
        let zone = row.value("TIME_ZONE")?.scalarText ?? ""
        self.zone = (try? TimeZoneRules.named(zone)) == nil ? nil : zone
    }

    /// People sign in with their address; whoever has none gets one that cannot be, to be replaced by an administrator.
    func login(at host: String) -> String {
        email.isEmpty ? "user\(foreign)@\(host.filter { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" }).invalid" : email
    }

    func profile(changing old: UserProfile?) -> UserProfile {
        var profile = old ?? UserProfile(firstName: "", lastName: "", timeZone: zone)
        func text(_ name: String, _ limit: Int) -> String { String((texts[name] ?? "").prefix(limit)) }
        (profile.firstName, profile.lastName, profile.middleName) = (text("NAME", 100), text("LAST_NAME", 100), text("SECOND_NAME", 100))
        (profile.position, profile.workPhone) = (text("WORK_POSITION", 200), text("WORK_PHONE", 50))
        (profile.mobilePhone, profile.innerPhone) = (text("PERSONAL_MOBILE", 50), text("UF_PHONE_INNER", 20))
        if profile.firstName.isEmpty, profile.lastName.isEmpty {
            profile.firstName = String((email.isEmpty ? foreign : String(email.prefix { $0 != "@" })).prefix(100))
        }
        return profile
    }

    var digest: String {
        MovedRecord.digest([email, String(isActive)] + SourcePerson.names.map { texts[$0] ?? "" } + departments.map(\.description).sorted())
    }
}
