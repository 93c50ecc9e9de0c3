import Kernel
import Storage

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What can be wrong with a database that is a file.
struct SQLiteExamination {
    private let file: SQLiteFile

    init(_ file: SQLiteFile) { self.file = file }

    var findings: [DoctorFinding] { get throws { try [integrity, version] + space } }

    private var integrity: DoctorFinding {
        get throws {
            let complaints = try file.damages()
            return complaints.isEmpty
                ? DoctorFinding(.good, DoctorTexts.intact)
                : DoctorFinding(.wrong, DoctorTexts.damaged.with(["complaints": complaints.prefix(5).joined(separator: "; ")]))
        }
    }

    /// SQLite 3.7.0 to 3.51.2 can damage a database when two connections write and checkpoint at the same instant; this
    /// program writes and checkpoints on one connection only.
    private var version: DoctorFinding {
        get throws {
            let version = try file.read { try $0.first("select sqlite_version()") { $0.text(0) } } ?? ""
            let numbers = version.split(separator: ".").compactMap { Int($0) }
            let isMended = !numbers.lexicographicallyPrecedes([3, 51, 3])
            let text = isMended ? DoctorTexts.sqlite : DoctorTexts.oldSQLite
            return DoctorFinding(isMended ? .good : .note, text.with(["version": version]))
        }
    }

    private var space: [DoctorFinding] {
        var findings: [DoctorFinding] = []
        var log = stat()
        let megabytes = stat(file.path + "-wal", &log) == 0 ? Int(log.st_size) / 1_048_576 : 0
        findings.append(DoctorFinding(megabytes > 512 ? .wrong : .good, DoctorTexts.log.with(["size": String(megabytes)])))
        var disk = statvfs()
        if statvfs(file.path, &disk) == 0, disk.f_blocks > 0 {
            let percent = Int(disk.f_bavail * 100 / disk.f_blocks)
            findings.append(DoctorFinding(percent < 5 ? .wrong : .good, DoctorTexts.disk.with(["percent": String(percent)])))
        }
        return findings
    }
}
