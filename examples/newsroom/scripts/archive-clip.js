// Function script: moves a finished clip into the archive and notes it in the newsroom database.
async function run(clip) {
  const { host, port, user, password } = SECRETS.DB;
  const db = await connect({ host, port, user, password, database: 'newsroom' });

  await copy(clip.url, `s3://${SECRETS.ARCHIVE_BUCKET}/${clip.id}.mp4`, {
    bitrate: SECRETS.TRANSCODER.profile.bitrate,
  });
  await db.query('update clips set archived = now() where id = $1', [clip.id]);

  await post(CREDENTIALS['newsroom-slack'].webhookUrl, { text: `Archived ${clip.id}` });
}
