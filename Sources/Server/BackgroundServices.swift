import CRM
import Kernel
import Logging
import ServiceLifecycle
import Web

/// Gives reminders of activities and tasks while the server runs; an error is logged and tried again.
struct RemindersService: Service {
    let clock: ReminderClock
    let log: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await clock.run()
                } catch {
                    log.error("reminders could not be given", metadata: ["error": "\(error)"])
                    await SystemClock().sleep(until: SystemClock().now + .seconds(5))
                }
            }
        }
    }
}

/// Looks at SQLite's log while the server runs.
struct LogWatch: Service {
    private static let interval = TimeSpan.minutes(1)

    let alarm: LogAlarm
    let clock: any WallClock
    let log: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await clock.sleep(until: clock.now + Self.interval)
                do {
                    guard let size = try await alarm.look() else { continue }
                    log.warning("the database's log grows: another program keeps it open for reading", metadata: ["bytes": "\(size)"])
                } catch {
                    log.error("the growing log could not be told of", metadata: ["error": "\(error)"])
                }
            }
        }
    }
}

/// Ends the open event streams when the server stops, so that it need not wait for browsers.
struct LiveService: Service {
    let hub: LiveHub

    func run() async throws {
        try? await gracefulShutdown()
        hub.close()
    }
}
