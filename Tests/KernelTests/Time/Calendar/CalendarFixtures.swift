import Kernel

/// A calendar and its wall clock, to write moments as people say them.
struct Office {
    let calendar: WorkingCalendar

    /// 9–18 Monday to Friday in Moscow unless told otherwise.
    init(
        _ hours: String = "9:00–18:00", daysOff: Set<Int> = [6, 7], holidays: String = "", workdays: String = "",
        shortened: String = "", zone: String = "Europe/Moscow", around: String = "2026-11-23 12:00"
    ) throws {
        let hours = try WorkingHours(
            hours, daysOff: daysOff, holidays: holidays, movedWorkdays: workdays, shortened: shortened, zone: zone)
        calendar = try WorkingCalendar(hours, around: utcMoment(around))
    }

    /// A wall time of the office.
    func at(_ text: String) -> Timestamp { calendar.zone.resolve(wall(text)) }

    func add(_ minutes: Int, to text: String, _ rounding: WorkingCalendar.Rounding = .deadline) -> String {
        show(calendar.add(minutes: minutes, to: at(text), rounding: rounding))
    }

    func addDays(_ days: Int, to text: String, _ rounding: WorkingCalendar.Rounding = .deadline) -> String {
        show(calendar.addWorkingDays(days, to: at(text), rounding: rounding))
    }

    func ceil(_ text: String, _ rounding: WorkingCalendar.Rounding = .action) -> String {
        show(calendar.ceil(at(text), rounding: rounding))
    }

    func show(_ moment: Timestamp) -> String { calendar.zone.local(moment).description }
}
