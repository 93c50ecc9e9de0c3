import Automation
import CRM
import Kernel
import Storage

/// What administrators are told every working morning while something of the automation waits for them.
package struct FailureDigest: Sendable {
    private let portal: Portal
    private let calendars: WorkingCalendarSource
    private let automation: AutomationStore
    private static let told = "failure_digest_day"

    package init(_ assembly: PortalAssembly) {
        portal = assembly.portal
        calendars = assembly.calendars
        automation = assembly.automation
    }

    /// Tells once a working day, from its opening on. Call it as often as you like.
    /// - Returns: how many people were told.
    @discardableResult
    package func give() async throws -> Int {
        let calendar = try await calendars.current().calendar
        let now = portal.clock.now
        let today = calendar.zone.local(now).date
        guard calendar.isWorkingDay(today), now >= calendar.opening(of: today) else { return 0 }
        let isTold = try await portal.read { try $0.meta(Self.told) == today.description }
        if isTold { return 0 }
        return try await portal.perform(as: .system, .automation) { command in
            // Of several nodes one tells.
            try command.transaction.actAlone()
            guard try command.transaction.meta(Self.told) != today.description else { return 0 }
            try command.transaction.setMeta(Self.told, today.description)
            return try tell(command)
        }
    }

    private func tell(_ command: Command) throws -> Int {
        let (open, fresh) = try Automation.AutomationReader(store: automation).openIncidents(since: command.now - .days(1), in: command.transaction)
        guard open > 0 else { return 0 }
        let administrators = try UserStore.administrators(in: command.transaction)
        let text = RobotTexts.digest.with(["open": String(open), "fresh": String(fresh)])
        let notice = NoticeDraft("automation_digest", text, link: .page("/automation-health"), tag: "automation-digest")
        try Notice.send(notice, to: administrators, in: command)
        return administrators.count
    }
}
