import ArgumentParser
import Reporting

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension SubmissionLimit: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}

extension GradescopeMetadata {
  /// Reads the file.
  init(at path: String) throws(Unreadable) {
    let kind = (try? FileManager.default.attributesOfItem(atPath: path)) ?? [:]
    // A pipe would be waited for.
    guard kind[.type] as? FileAttributeType == .typeRegular else { throw Unreadable("there is no such file") }
    guard (kind[.size] as? Int ?? 0) <= Self.mostBytes else { throw .tooLarge }
    guard let bytes = FileManager.default.contents(atPath: path) else { throw Unreadable("it cannot be read") }
    try self.init(Array(bytes))
  }
}
