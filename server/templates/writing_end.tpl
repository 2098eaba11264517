{{%AUTOESCAPE context="HTML"}}{{>AUDIENCE}}
<div class="row send"><button>{{SEND}}</button>
<button class="second" name="act" value="preview">Preview</button>
<button class="second" name="act" value="keep" formaction="/drafts/keep">Save draft</button>
{{#MAY_THROW_AWAY}}<button class="plain" name="act" value="drop" formaction="/drafts/drop">Throw this draft away</button>{{/MAY_THROW_AWAY}}</div>
<p class="hint">A draft is kept for 30 days after you saved it last. <a href="/drafts">All your drafts</a></p>
