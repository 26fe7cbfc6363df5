import Intake

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The file that keeps whose each submission is, from the intake to the marks.
struct IntakeRecord {
  static let file = "intake.json"
  let handIns: HandIns

  init(_ handIns: HandIns) { self.handIns = handIns }

  /// Reads the file of a folder that `gradus intake` has made; `nil` for any other folder.
  init?(in folder: String) throws(Failure) {
    let path = "\(folder)/\(Self.file)"
    guard let bytes = TeacherFile.bytes(of: path) else { return nil }
    do {
      var read = try JSONDecoder().decode(HandIns.self, from: Data(bytes))
      // The folder may have been moved, or named from elsewhere.
      for index in read.attempts.indices where read.attempts[index].fault == nil {
        read.attempts[index].path = "\(folder)/submissions/\(read.attempts[index].origin)"
      }
      handIns = read
    } catch {
      throw .usage(Wording.foreignIntake(path))
    }
  }

  var text: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(handIns), as: UTF8.self) + "\n"
    }
  }
}
