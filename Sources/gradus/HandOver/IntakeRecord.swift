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
      handIns = try JSONDecoder().decode(HandIns.self, from: Data(bytes))
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
