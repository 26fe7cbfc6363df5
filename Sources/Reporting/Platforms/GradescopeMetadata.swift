import FoundationEssentials

/// The part of Gradescope's `submission_metadata.json` from which limits are worked out.
package struct GradescopeMetadata: Equatable, Sendable {
  /// An earlier submission of the same people.
  package struct Earlier: Equatable, Sendable {
    /// Seconds since 1970.
    package var time: Double
    package var score: Double?
    /// False for one that was itself past the limit, or that the grader failed on.
    package var isCounted: Bool
  }

  /// The time at which the submission came, in seconds since 1970.
  package let created: Double
  package let earlier: [Earlier]

  /// Results of all earlier submissions are in the file, so that it may be large.
  package static let mostBytes = 64 << 20

  /// - Throws: a reason in words.
  package init(_ bytes: [UInt8]) throws(Unreadable) {
    guard bytes.count <= Self.mostBytes else { throw .tooLarge }
    let document: Document
    do {
      document = try JSONDecoder().decode(Document.self, from: Data(bytes))
    } catch {
      throw Unreadable("it is no JSON object as Gradescope documents it")
    }
    guard let created = document.created.flatMap(Instant.seconds) else {
      throw Unreadable("it has no 'created_at' with the time of the submission")
    }
    self.created = created
    // One that cannot be read is not held against the student.
    earlier = (document.previous ?? []).compactMap { previous in
      guard let time = previous.time.flatMap(Instant.seconds) else { return nil }
      return Earlier(
        time: time, score: previous.score.flatMap { $0.isFinite ? $0 : nil },
        isCounted: previous.hasFailed != true && previous.side != SubmissionLimit.past)
    }
  }

  package struct Unreadable: Error, Equatable {
    package let reason: String
    package init(_ reason: String) { self.reason = reason }
    package static let tooLarge = Unreadable("it has more than \(GradescopeMetadata.mostBytes >> 20) MiB")
  }

  private struct Document: Decodable {
    var created: String?
    var previous: [Previous]?

    private enum CodingKeys: String, CodingKey {
      case created = "created_at"
      case previous = "previous_submissions"
    }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      // Another version may have another type in its place.
      created = try? values.decode(String.self, forKey: .created)
      previous = try? values.decode([Previous].self, forKey: .previous)
    }
  }

  private struct Previous: Decodable {
    var time: String?
    var score: Double?
    var hasFailed: Bool?
    /// The side of the limit that we put it on.
    var side: String?

    private enum CodingKeys: String, CodingKey {
      case score, results
      case time = "submission_time"
      case hasFailed = "autograder_error"
      case extraData = "extra_data"
    }

    init(from decoder: any Decoder) throws {
      guard let values = try? decoder.container(keyedBy: CodingKeys.self) else { return }
      time = try? values.decode(String.self, forKey: .time)
      score =
        (try? values.decode(Double.self, forKey: .score))
        ?? (try? values.decode(String.self, forKey: .score)).flatMap(Double.init)
      hasFailed = try? values.decode(Bool.self, forKey: .hasFailed)
      let results = try? values.nestedContainer(keyedBy: CodingKeys.self, forKey: .results)
      side = (try? results?.decode([String: String].self, forKey: .extraData))?[SubmissionLimit.mark]
    }
  }
}
