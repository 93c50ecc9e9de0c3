import Kernel
import Storage

/// How much people have to do.
package enum Workload {
    /// Open tasks that each of these people is responsible for, and their planned activities; who has nothing is left out.
    package static func open(of people: [UserID], in reader: any Reader) throws -> [UserID: Int] {
        let member = reader.dialect.isOneOf("m.person", parameter: "$1")
        let responsible = reader.dialect.isOneOf("responsible", parameter: "$1")
        let counts: [(UserID, Int)] = try reader.query(
            """
            select m.person, count(*) from task_members m join tasks t on t.id = m.task
            where m.role = 'responsible' and t.deleted_at is null and t.state in ('waiting', 'in_progress') and \(member)
            group by m.person
            union all
            select responsible, count(*) from activities where status = 'planned' and \(responsible) group by responsible
            """, [people.jsonList()]
        ) { ($0.id(0), $0.int(1)) }
        return Dictionary(counts, uniquingKeysWith: +)
    }

    /// Open tasks past their deadline that each of these people is responsible for; who has none is left out.
    package static func overdueTasks(of people: [UserID], at now: Timestamp, in reader: any Reader) throws -> [UserID: Int] {
        let member = reader.dialect.isOneOf("m.person", parameter: "$1")
        let counts: [(UserID, Int)] = try reader.query(
            """
            select m.person, count(*) from task_members m join tasks t on t.id = m.task
            where m.role = 'responsible' and t.deleted_at is null and t.state in ('waiting', 'in_progress') and t.deadline < $2 and \(member)
            group by m.person
            """, [people.jsonList(), now]
        ) { ($0.id(0), $0.int(1)) }
        return Dictionary(uniqueKeysWithValues: counts)
    }
}
