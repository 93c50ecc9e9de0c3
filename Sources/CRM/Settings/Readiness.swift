import Kernel
import Storage

/// «Готовность портала»: what must be set before the process can run, and whether it is.
package struct ReadinessItem: Identifiable, Hashable, Sendable {
    /// `constant.Clerk`, `working_hours`…
    package let id: String
    package let title: Text
    package let hint: Text
    package let isDone: Bool
    /// The page where it is set: `/settings/working-time`.
    package let path: String

    package init(id: String, title: Text, hint: Text, isDone: Bool, path: String) {
        self.id = id
        self.title = title
        self.hint = hint
        self.isDone = isDone
        self.path = path
    }
}

/// Works out the checklist.
package enum Readiness {
    /// Each role constant, working time, company and people, in the order to set them. Four queries.
    package static func items(in reader: any Reader) throws -> [ReadinessItem] {
        let stored = try SettingsStore.storedValues(in: reader)
        let settings = try PortalSettings(stored: stored)
        return try roles(in: reader) + workingTime(settings, isSet: stored[PortalSettings.workingHoursCode] != nil)
            + company(settings) + people(in: reader)
    }

    /// Every constant that holds people is a role somebody must fill.
    private static func roles(in reader: any Reader) throws -> [ReadinessItem] {
        let constants = try ConstantStore.all(in: reader).filter { $0.kind == .user && !$0.isVariable }
        let active = Set(try UserStore.active(constants.flatMap(\.value.userIDs), in: reader))
        return constants.map { constant in
            let people = constant.value.userIDs
            let isDone = !people.isEmpty && active.isSuperset(of: people)
            return ReadinessItem(
                id: "constant.\(constant.code)", title: Text(verbatim: constant.title),
                hint: people.isEmpty || isDone ? ReadinessTexts.roleHint : ReadinessTexts.dismissedHint,
                isDone: isDone, path: "/settings/constants")
        }
    }

    private static func workingTime(_ settings: PortalSettings, isSet: Bool) -> [ReadinessItem] {
        let path = "/settings/working-time"
        return [
            ReadinessItem(
                id: "working_hours", title: ReadinessTexts.workingHours, hint: ReadinessTexts.workingHoursHint,
                isDone: isSet, path: path),
            ReadinessItem(
                id: "days_off", title: ReadinessTexts.daysOff, hint: ReadinessTexts.daysOffHint, isDone: isSet,
                path: path),
            ReadinessItem(
                id: "holidays", title: ReadinessTexts.holidays, hint: ReadinessTexts.holidaysHint,
                isDone: !settings.workingHours.holidays.text.isEmpty, path: path),
        ]
    }

    private static func company(_ settings: PortalSettings) -> [ReadinessItem] {
        [
            ReadinessItem(
                id: "company", title: ReadinessTexts.company, hint: ReadinessTexts.companyHint,
                isDone: !settings.companyName.isEmpty, path: "/settings/portal"),
            ReadinessItem(
                id: "mail", title: ReadinessTexts.mail, hint: ReadinessTexts.mailHint,
                isDone: !settings.administratorEmail.isEmpty, path: "/settings/portal"),
        ]
    }

    private static func people(in reader: any Reader) throws -> [ReadinessItem] {
        let hasHead = try reader.exists("select 1 from department_members where is_head = 1 limit 1")
        let active = try reader.count("select count(*) from users where is_active = 1")
        return [
            ReadinessItem(
                id: "people", title: ReadinessTexts.people, hint: ReadinessTexts.peopleHint, isDone: active > 1,
                path: "/settings/people"),
            ReadinessItem(
                id: "structure", title: ReadinessTexts.structure, hint: ReadinessTexts.structureHint, isDone: hasHead,
                path: "/settings/structure"),
        ]
    }
}
