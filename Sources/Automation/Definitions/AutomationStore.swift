import Kernel
import Storage
import Synchronization

/// The automations of pipelines and their immutable versions.
///
/// A class because it remembers compiled versions: they never change once committed.
package final class AutomationStore: Sendable {
    private struct VersionKey: Hashable {
        let definition: Int64
        let version: Int64
    }

    package let catalog: Catalog
    private let compiled = Mutex<[VersionKey: CompiledVersion]>([:])

    package init(catalog: Catalog) { self.catalog = catalog }

    /// Saves `body` as a new version of the pipeline's automation and makes it the active one; items on the way keep the
    /// version they started with. A body equal to the active one changes nothing.
    /// - Parameters:
    ///   - name: the pipeline's stored name: `LEAD`, `DEAL:0`.
    ///   - pipelines: what is known of pipelines and their stages, for the check.
    /// - Returns: the number of the active version, from 1.
    /// - Throws: `Failure` `.invalid` with the place of the first error when `check` finds any.
    @discardableResult
    package func publish(
        _ body: PipelineAutomation, to name: String, among pipelines: [PipelineOutline], by user: UserID?,
        note: String = "",
        in transaction: any Transaction, at now: Timestamp
    ) throws -> Int64 {
        try transaction.actAlone()
        let findings = check(body, of: name, among: pipelines)
        if let error = findings.first(where: { $0.severity == .error }) {
            throw Failure(.invalid, DefinitionTexts.refused.with(["problem": error.message]), field: error.place)
        }
        let text = body.json.text
        let known = try head(of: name, in: transaction)
        if let known, try self.text(of: known, in: transaction) == text { return known.version }
        let definition = try known?.definition ?? transaction.nextID("automation_definitions")
        let version = try latestVersion(of: definition, in: transaction) + 1
        try insert(definition, version, text, user, note, in: transaction, at: now)
        try activate(definition, name, version, in: transaction)
        return version
    }

    /// Makes an older version the active one again.
    /// - Throws: `Failure` `.notFound` when there is no such version.
    package func activate(version: Int64, of name: String, in transaction: any Transaction) throws {
        try transaction.actAlone()
        guard let head = try head(of: name, in: transaction),
            try transaction.exists(
                "select 1 from automation_versions where definition = $1 and version = $2", [head.definition, version])
        else {
            throw Failure(.notFound, DefinitionTexts.noVersion.with(["version": String(version), "name": name]))
        }
        try activate(head.definition, name, version, in: transaction)
    }

    /// Switches the automation of a pipeline off (nothing starts; what runs goes on) or on.
    package func setEnabled(_ isEnabled: Bool, of name: String, in transaction: any Transaction) throws {
        try transaction.actAlone()
        try transaction.execute("update automation_definitions set enabled = $2 where name = $1", [name, isEnabled])
    }

    private func insert(
        _ definition: Int64, _ version: Int64, _ text: String, _ user: UserID?, _ note: String,
        in transaction: any Transaction,
        at now: Timestamp
    ) throws {
        try transaction.execute(
            """
            insert into automation_versions (definition, version, body, created_at, created_by, note)
            values ($1, $2, $3, $4, $5, $6)
            """, [definition, version, text, now, user, note])
    }

    private func activate(_ definition: Int64, _ name: String, _ version: Int64, in transaction: any Transaction) throws
    {
        try transaction.execute(
            """
            insert into automation_definitions (id, name, active_version, enabled) values ($1, $2, $3, 1)
            on conflict (id) do update set active_version = excluded.active_version
            """, [definition, name, version])
    }
}

// MARK: - Reading
extension AutomationStore {
    /// What is active for a pipeline; nil when it has no automation.
    package func active(_ name: String, in reader: any Reader) throws -> PipelineAutomation? {
        try head(of: name, in: reader).map { try version($0.definition, $0.version, in: reader).body }
    }

    /// The number of the active version; nil when the pipeline has no automation.
    package func activeVersion(of name: String, in reader: any Reader) throws -> Int64? {
        try head(of: name, in: reader)?.version
    }

    /// The number under which a pipeline's runs know its automation; nil when it has none.
    func definition(of name: String, in reader: any Reader) throws -> Int64? {
        try head(of: name, in: reader)?.definition
    }

    /// An old version as it was published.
    /// - Throws: `Failure` `.notFound` when there is no such version.
    package func body(of name: String, version: Int64, in reader: any Reader) throws -> PipelineAutomation {
        guard let head = try head(of: name, in: reader) else {
            throw Failure(.notFound, DefinitionTexts.noVersion.with(["version": String(version), "name": name]))
        }
        return try self.version(head.definition, version, in: reader).body
    }

    /// All versions of a pipeline's automation, newest first.
    package func versions(of name: String, in reader: any Reader) throws -> [AutomationVersion] {
        try reader.query(
            """
            select v.version, v.created_at, v.created_by, v.note, v.version = d.active_version,
                (select count(*) from automation_runs r where r.definition = v.definition and r.version = v.version and r.state = 0)
            from automation_versions v join automation_definitions d on d.id = v.definition
            where d.name = $1 order by v.version desc
            """, [name]
        ) { row in
            AutomationVersion(
                number: row.int64(0), createdAt: row.timestamp(1), createdBy: row.optionalID(2), note: row.text(3),
                isActive: row.bool(4), running: row.int(5))
        }
    }

    /// When the active version was published, and by whom; nil when there is none.
    package func published(_ name: String, in reader: any Reader) throws -> (at: Timestamp, by: UserID?)? {
        try reader.first(
            """
            select v.created_at, v.created_by from automation_definitions d
            join automation_versions v on v.definition = d.id and v.version = d.active_version where d.name = $1
            """, [name]) { row -> (at: Timestamp, by: UserID?) in (row.timestamp(0), row.optionalID(1)) }
    }

    /// The active version ready to run; nil when the pipeline has none or it is switched off.
    func running(_ name: String, in reader: any Reader) throws -> CompiledVersion? {
        guard let head = try head(of: name, in: reader), head.isEnabled else { return nil }
        return try version(head.definition, head.version, in: reader)
    }

    /// A version as long as it is kept; nil when retention has removed it.
    func keptVersion(_ definition: Int64, _ number: Int64, in reader: any Reader) throws -> CompiledVersion? {
        do {
            return try version(definition, number, in: reader)
        } catch let failure as Failure where failure.code == .notFound {
            return nil
        }
    }

    /// A version ready to run, from memory when it is known.
    func version(_ definition: Int64, _ number: Int64, in reader: any Reader) throws -> CompiledVersion {
        let key = VersionKey(definition: definition, version: number)
        if let known = compiled.withLock({ $0[key] }) { return known }
        let head = Head(definition: definition, version: number, isEnabled: true)
        guard let text = try text(of: head, in: reader) else {
            throw Failure(
                .notFound, DefinitionTexts.noVersion.with(["version": String(number), "name": String(definition)]))
        }
        let body = try PipelineAutomation(json: JSONValue(parsing: text))
        let fresh = CompiledVersion(definition: definition, version: number, body: body)
        remember(fresh, as: key, from: reader)
        return fresh
    }

    /// A version made in a transaction is remembered when that has been committed: its number may yet be given to another.
    private func remember(_ version: CompiledVersion, as key: VersionKey, from reader: any Reader) {
        if let transaction = reader as? any Transaction {
            transaction.afterCommit { [self] in compiled.withLock { $0[key] = version } }
        } else {
            compiled.withLock { $0[key] = version }
        }
    }

    private struct Head {
        let definition: Int64
        let version: Int64
        let isEnabled: Bool
    }

    private func head(of name: String, in reader: any Reader) throws -> Head? {
        try reader.first("select id, active_version, enabled from automation_definitions where name = $1", [name]) {
            row in
            Head(definition: row.int64(0), version: row.int64(1), isEnabled: row.bool(2))
        }
    }

    private func text(of head: Head, in reader: any Reader) throws -> String? {
        try reader.first(
            "select body from automation_versions where definition = $1 and version = $2",
            [head.definition, head.version]
        ) { $0.text(0) }
    }

    private func latestVersion(of definition: Int64, in reader: any Reader) throws -> Int64 {
        Int64(try reader.count("select max(version) from automation_versions where definition = $1", [definition]))
    }
}

/// A version of a pipeline's automation in the list of versions.
package struct AutomationVersion: Sendable, Hashable {
    package let number: Int64
    package let createdAt: Timestamp
    package let createdBy: UserID?
    package let note: String
    package let isActive: Bool
    /// How many items are on the way with it.
    package let running: Int
}
