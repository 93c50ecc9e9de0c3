/// A format of PHP's `date` function, as people know it from Bitrix24: `d.m.Y H:i`. A backslash keeps the next letter;
/// letters without meaning stay.
package struct PHPDateFormat: Hashable, Sendable {
    package let pattern: String

    package init(_ pattern: String) { self.pattern = pattern }

    /// Writes `moment` in `zone`. Names of days and months are English; with a language they are in that language,
    /// `F` then being the genitive («20 сентября») and `f` the nominative.
    package func write(_ moment: Timestamp, in zone: TimeZoneRules, language: Language? = nil) -> String {
        let writing = Writing(
            moment: moment, local: zone.local(moment), setting: zone.setting(at: moment), zone: zone, language: language
        )
        return writing.write(pattern)
    }
}

private struct Writing {
    let moment: Timestamp
    let local: LocalDateTime
    let setting: TimeZoneRules.Setting
    let zone: TimeZoneRules
    let language: Language?

    func write(_ pattern: String) -> String {
        var result = ""
        var isEscaped = false
        for letter in pattern {
            if isEscaped {
                result.append(letter)
                isEscaped = false
            } else if letter == "\\" {
                isEscaped = true
            } else {
                result +=
                    day(letter) ?? month(letter) ?? time(letter) ?? zone(letter) ?? whole(letter) ?? String(letter)
            }
        }
        return result
    }

    private var date: LocalDate { local.date }
    private var dayOfYear: Int { date.daysSinceEpoch - LocalDate.newYear(date.year).daysSinceEpoch }

    private func day(_ letter: Character) -> String? {
        switch letter {
        case "d": padded(date.day, 2)
        case "j": String(date.day)
        case "D": name(DateTexts.weekdaysShort, date.weekday)
        case "l": name(DateTexts.weekdays, date.weekday)
        case "N": String(date.weekday)
        case "w": String(date.weekday % 7)
        case "S": ordinalSuffix
        case "z": String(dayOfYear)
        case "W": padded(isoWeek.week, 2)
        default: nil
        }
    }

    private func month(_ letter: Character) -> String? {
        switch letter {
        case "m": padded(date.month, 2)
        case "n": String(date.month)
        case "M": name(DateTexts.monthsShort, date.month)
        case "F": name(DateTexts.monthsGenitive, date.month)
        case "f": language == nil ? nil : name(DateTexts.months, date.month)
        case "t": String(LocalDate.daysInMonth(date.month, year: date.year))
        case "L": LocalDate.daysInMonth(2, year: date.year) == 29 ? "1" : "0"
        case "Y": padded(date.year, 4)
        case "y": padded(((date.year % 100) + 100) % 100, 2)
        case "o": String(isoWeek.year)
        default: nil
        }
    }

    private func time(_ letter: Character) -> String? {
        let hour12 = (local.time.hour + 11) % 12 + 1
        return switch letter {
        case "a": local.time.hour < 12 ? "am" : "pm"
        case "A": local.time.hour < 12 ? "AM" : "PM"
        case "g": String(hour12)
        case "h": padded(hour12, 2)
        case "G": String(local.time.hour)
        case "H": padded(local.time.hour, 2)
        case "i": padded(local.time.minute, 2)
        case "s": padded(local.time.second, 2)
        case "v": padded(Int(moment.subsecond), 3)
        case "u": padded(Int(moment.subsecond), 3) + "000"
        default: nil
        }
    }

    private func zone(_ letter: Character) -> String? {
        switch letter {
        case "T": setting.abbreviation
        case "e": zone.identifier
        case "I": setting.isDaylight ? "1" : "0"
        case "P": TimeZoneRules.offsetText(setting.offset, separator: ":")
        case "p": setting.offset == 0 ? "Z" : TimeZoneRules.offsetText(setting.offset, separator: ":")
        case "O": TimeZoneRules.offsetText(setting.offset, separator: "")
        case "Z": String(setting.offset)
        default: nil
        }
    }

    private func whole(_ letter: Character) -> String? {
        switch letter {
        case "U": String(moment.seconds)
        case "c": write("Y-m-d\\TH:i:sP")
        case "r":
            Writing(moment: moment, local: local, setting: setting, zone: zone, language: nil).write("D, d M Y H:i:s O")
        default: nil
        }
    }

    private func name(_ names: [Text], _ number: Int) -> String { names[number - 1][language ?? .english] }

    /// 1st, 2nd, 3rd, 4th … 11th
    private var ordinalSuffix: String {
        switch (date.day, date.day % 10) {
        case (11...13, _): "th"
        case (_, 1): "st"
        case (_, 2): "nd"
        case (_, 3): "rd"
        default: "th"
        }
    }

    /// Week 1 is the week of the year's first Thursday (ISO 8601).
    private var isoWeek: (year: Int, week: Int) {
        let thursday = date.adding(days: 4 - date.weekday)
        return (thursday.year, (thursday.daysSinceEpoch - LocalDate.newYear(thursday.year).daysSinceEpoch) / 7 + 1)
    }
}
