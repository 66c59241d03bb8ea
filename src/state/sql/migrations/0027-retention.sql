-- When each task last came to its end. The log of runs is long and is not kept for ever; this answers without it.
CREATE TABLE task_successes (
    profile_id INTEGER NOT NULL,
    task TEXT NOT NULL,
    run_id INTEGER NOT NULL,
    ended_at TEXT NOT NULL,
    PRIMARY KEY (profile_id, task)
) STRICT, WITHOUT ROWID;
INSERT INTO task_successes (profile_id, task, run_id, ended_at)
    SELECT runs.profile_id, last.task, runs.id, runs.ended_at FROM runs JOIN (
        SELECT done.value AS task, max(ended.id) AS id FROM runs AS ended, json_each(ended.tasks) AS done
        WHERE ended."end" = 'done' AND ended.ended_at IS NOT NULL GROUP BY ended.profile_id, done.value
    ) AS last ON last.id = runs.id;
