import Intake
import Reporting

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The files that a teacher gives to a command, and the folders that it makes for her.
enum TeacherFile {
  /// Returns a file's bytes; `nil` if it is none that can be read.
  static func bytes(of path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path).map { Array($0) }
  }

  static func required(_ path: String) throws(Failure) -> [UInt8] {
    guard let bytes = bytes(of: path) else { throw .usage(Wording.noFile(path)) }
    return bytes
  }

  /// Makes a folder that is not there yet, or is empty: nothing of another class may stay in it.
  ///
  /// - Parameter inputs: folders that it must not be in: it would be taken for a submission there, or for a stranger's.
  static func newFolder(_ path: String, outside inputs: [String]) throws(Failure) -> String {
    // The nearest folder above tells where it will be.
    var place = path.isEmpty ? "." : path
    while FileIdentity(place) == nil, ReportWriter.parent(of: place) != place {
      place = ReportWriter.parent(of: place)
    }
    if let real = ReportWriter.realPath(place), let nearest = try? ReportDirectory(real) {
      for input in inputs {
        try Inputs(submission: input, seed: nil, assignment: nil, installation: nil).check(nearest, for: path)
      }
    }
    let present = try? FileManager.default.contentsOfDirectory(atPath: path)
    if let present, !present.isEmpty { throw .usage(Wording.notEmpty(path)) }
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw .usage(Wording.unwritableFolder(path))
    }
    return path
  }

  /// Makes a folder's contents. Where that fails, nothing stays of them, so that the same command can be given again.
  static func filling<Value>(
    _ path: String, outside inputs: [String], _ body: (_ folder: String) throws -> Value
  ) throws -> Value {
    let isNew = FileIdentity(path) == nil
    let folder = try newFolder(path, outside: inputs)
    do {
      return try body(folder)
    } catch {
      for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
        try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
      }
      if isNew { try? FileManager.default.removeItem(atPath: folder) }
      throw error
    }
  }

  /// Refuses a roster that Moodle has numbered for another assignment: its times would be of that one.
  static func check(_ roster: Roster, _ path: String, of handIns: HandIns, _ export: String) throws(Failure) {
    if roster.isForeign(to: handIns) { throw .usage(Wording.foreignSheet(path, export)) }
  }

  /// Does something with the teacher's files; what is wrong with them is said as it is.
  static func usage<Value>(_ work: () throws -> Value) throws(Failure) -> Value {
    do {
      return try work()
    } catch let failure as Failure {
      throw failure
    } catch IntakeError.unwritable(let path, let reason) {
      // A full disk is nobody's slip.
      throw .grader("\(IntakeError.unwritable(path, reason: reason))")
    } catch {
      throw .usage("\(error)")
    }
  }
}
