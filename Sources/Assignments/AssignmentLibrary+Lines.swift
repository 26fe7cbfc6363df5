internal import Foundation
internal import Yams

extension AssignmentLibrary {
  /// The line of a key in an assignment's manifest, from 1: of the whole or of one of its parts; `nil` if it is not there.
  package func line(of key: String, part: String? = nil, in id: String) -> Int? {
    guard let bytes = FileManager.default.contents(atPath: "\(folder(of: id))/assignment.yaml"),
      let root = (try? parse(Array(bytes)))?.mapping
    else { return nil }
    guard let part else { return root.line(of: key) }
    return root["parts"]?.sequence?.compactMap(\.mapping).first { $0["id"]?.string == part }?.line(of: key)
  }
}

extension Node.Mapping {
  fileprivate func line(of key: String) -> Int? { keys.first { $0.string == key }?.mark?.line }
}
