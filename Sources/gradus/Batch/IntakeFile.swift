import Intake
import PluginHost
import Policy

/// The things that a batch is given beside a plain folder: exports, archives, a roster.
enum IntakeFile {
  /// - Parameter offset: the offset or the time zone of instants that have none, as a command is given it.
  static func roster(_ path: String, offset: String?) throws(Failure) -> Roster {
    do {
      return try Roster.read(path, zone: offset.flatMap(Zone.init))
    } catch {
      throw .usage(error.description)
    }
  }

  /// Reads an export. What is unpacked stays until this process ends.
  static func read(_ path: String, roster: Roster?) throws(Failure) -> HandIns {
    let folder: String
    do throws(HostError) {
      folder = try Leftovers.makeFolder()
    } catch {
      throw .grader(error.description)
    }
    do throws(IntakeError) {
      return try Intake.read(path, roster: roster, unpackingTo: folder)
    } catch {
      if case .unwritable = error { throw .grader(error.description) }
      throw .usage(error.description)
    }
  }

  /// True for a folder whose every entry is a submission as it stands: no export of a service, and nothing packed.
  static func isPlain(_ path: String) -> Bool { Intake.isPlain(path) }
}
