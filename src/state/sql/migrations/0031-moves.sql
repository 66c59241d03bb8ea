-- A profile that was moved to another memory: closed here like a removed one, but with everything that it holds. `moves`:
-- what each of its moves was called, the last one last, with a blank between; by it a profile is known again wherever it is.
ALTER TABLE profiles ADD COLUMN moved_at TEXT;
ALTER TABLE profiles ADD COLUMN moves TEXT NOT NULL DEFAULT '';

-- Under which number its marks are left in the warehouse (Q8), where that is not its own: it had another in another memory.
ALTER TABLE run_marks ADD COLUMN profile_number INTEGER;
