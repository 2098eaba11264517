{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="/settings">Settings</a></p>
<h1>Profile</h1>
{{#SAVED}}<p class="notice" role="status">Your profile is saved. <a href="/u/{{ACCOUNT}}">Look at it</a></p>{{/SAVED}}
<form method="post" action="/settings/profile">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label for="display_name">The name that others read</label>
{{#DISPLAY_NAME_PROBLEM}}<p class="problem" id="display_name-problem">{{WORDS}}</p>{{/DISPLAY_NAME_PROBLEM}}
<input id="display_name" name="display_name" value="{{DISPLAY_NAME}}" maxlength="60" autocomplete="name" required aria-describedby="display_name-problem"{{#DISPLAY_NAME_PROBLEM}} aria-invalid="true"{{/DISPLAY_NAME_PROBLEM}}>
<label for="note">About you</label>
<p class="hint" id="note-hint">Everyone can read it. You can use Markdown.</p>
{{#NOTE_PROBLEM}}<p class="problem" id="note-problem">{{WORDS}}</p>{{/NOTE_PROBLEM}}
<textarea id="note" name="note" rows="5" aria-describedby="note-hint note-problem"{{#NOTE_PROBLEM}} aria-invalid="true"{{/NOTE_PROBLEM}}>
{{NOTE:p}}</textarea>
<fieldset id="fields"><legend>For everyone</legend>
{{#FIELDS_PROBLEM}}<p class="problem">{{WORDS}}</p>{{/FIELDS_PROBLEM}}
{{#SHOWN}}<div class="row line"><div><label for="shown_name_{{NUMBER}}">Name of line {{NUMBER}}</label>
<input id="shown_name_{{NUMBER}}" name="shown_name_{{NUMBER}}" value="{{FIELD_NAME}}" maxlength="60"></div>
<div><label for="shown_text_{{NUMBER}}">Text of line {{NUMBER}}</label>
<input id="shown_text_{{NUMBER}}" name="shown_text_{{NUMBER}}" value="{{FIELD_TEXT}}" maxlength="255"></div></div>{{/SHOWN}}
</fieldset>
<fieldset><legend>For members of {{NODE_NAME}} only</legend>
{{#KEPT}}<div class="row line"><div><label for="kept_name_{{NUMBER}}">Name of line {{NUMBER}}</label>
<input id="kept_name_{{NUMBER}}" name="kept_name_{{NUMBER}}" value="{{FIELD_NAME}}" maxlength="60"></div>
<div><label for="kept_text_{{NUMBER}}">Text of line {{NUMBER}}</label>
<input id="kept_text_{{NUMBER}}" name="kept_text_{{NUMBER}}" value="{{FIELD_TEXT}}" maxlength="255"></div></div>{{/KEPT}}
</fieldset>
<label for="language">The language that you write in</label>
{{#LANGUAGE_PROBLEM}}<p class="problem" id="language-problem">{{WORDS}}</p>{{/LANGUAGE_PROBLEM}}
<select id="language" name="language" aria-describedby="language-problem">
{{#LANGUAGE}}<option value="{{NAME}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>{{/LANGUAGE}}
</select>
<label for="audience">Whom your posts are for, unless you say otherwise</label>
<select id="audience" name="audience">
{{#AUDIENCE}}<option value="{{NAME}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{WORDS}}</option>{{/AUDIENCE}}
</select>
<label class="check"><input type="checkbox" name="searchable" value="1"{{#SEARCHABLE}} checked{{/SEARCHABLE}}> Let people find what I write by searching, here and at other schools</label>
<label class="check"><input type="checkbox" name="listed" value="1"{{#LISTED}} checked{{/LISTED}}> Show me in the list of members</label>
<label for="expertise">What you know well</label>
<p class="hint" id="expertise-hint">With commas between: retrieval practice, fractions, special needs.</p>
{{#EXPERTISE_PROBLEM}}<p class="problem" id="expertise-problem">{{WORDS}}</p>{{/EXPERTISE_PROBLEM}}
<input id="expertise" name="expertise" value="{{EXPERTISE}}" aria-describedby="expertise-hint expertise-problem"{{#EXPERTISE_PROBLEM}} aria-invalid="true"{{/EXPERTISE_PROBLEM}}>
<label for="reviews_a_term">How many reviews you take on in a term</label>
<input id="reviews_a_term" name="reviews_a_term" type="number" min="0" max="20" value="{{REVIEWS}}">
<label class="check"><input type="checkbox" name="mentors" value="1"{{#MENTORS}} checked{{/MENTORS}}> I am glad to be somebody's mentor</label>
<button>Save the profile</button>
</form>
<h2>Pictures</h2>
<form method="post" action="/settings/profile/pictures" enctype="multipart/form-data">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<p class="hint">Everyone can see them. A JPEG, PNG, GIF or WebP file; where it was taken and by what is left out.</p>
{{#AVATAR}}<p><img src="/media/{{FILE}}" alt="Your picture" width="120"></p>
<label class="check"><input type="checkbox" name="no_avatar" value="1"> Take my picture away</label>{{/AVATAR}}
<label for="avatar">A picture of you</label>
{{#AVATAR_PROBLEM}}<p class="problem" id="avatar-problem">{{WORDS}}</p>{{/AVATAR_PROBLEM}}
<input id="avatar" name="avatar" type="file" aria-describedby="avatar-problem" accept="image/jpeg,image/png,image/gif,image/webp">
{{#HEADER}}<p><img src="/media/{{FILE}}" alt="The wide picture above your profile" width="300"></p>
<label class="check"><input type="checkbox" name="no_header" value="1"> Take the wide picture away</label>{{/HEADER}}
<label for="header">A wide picture above your profile</label>
<input id="header" name="header" type="file" accept="image/jpeg,image/png,image/gif,image/webp">
<button>Save the pictures</button>
</form>
