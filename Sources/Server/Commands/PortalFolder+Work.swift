import ArgumentParser
import CRM
import Kernel
import Robots
import Storage

extension PortalFolder {
    /// Does something with the portal of a folder whose server is stopped; ends with 2 when it cannot be done.
    func work(_ body: (PortalAssembly) async throws -> Void) async throws {
        try await endingWithTwo(whenInUse: ImportCommandTexts.inUse) { try await opened(body) }
    }

    /// The portal, opened for one command and closed behind it.
    /// - Throws: `Failure.notFound` when there is none.
    func opened<T>(_ body: (PortalAssembly) async throws -> T) async throws -> T {
        guard exists else { throw Failure(.notFound, ImportCommandTexts.noPortal.with(["folder": data])) }
        let clock = SystemClock()
        let database = try await open(clock: clock)
        do {
            let assembly = PortalAssembly(database: database, clock: clock, live: NobodyWatches())
            _ = try await assembly.calendars.current()
            let result = try await body(assembly)
            try await database.close()
            return result
        } catch {
            try await database.close()
            throw error
        }
    }

    /// Says what went wrong and ends the program with 2; 1 is for work that was done in part.
    /// - Parameter message: what to do when the server is running on the folder.
    func endingWithTwo(whenInUse message: Text, _ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let code as ExitCode {
            throw code
        } catch StorageError.inUse {
            FileHandleOutput.standardError.say(message.with(["folder": data]))
            throw ExitCode(2)
        } catch let failure as Failure {
            FileHandleOutput.standardError.say(failure.message)
            throw ExitCode(2)
        } catch {
            _ = explain(error)
            throw ExitCode(2)
        }
    }
}
